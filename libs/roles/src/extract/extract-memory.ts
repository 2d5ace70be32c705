import type { ExtractWork } from '#contracts';
import { MEMORY_TYPES, type ExtractOutcome, type JsonSchema } from '#domain';
import { composePrompt, cut, nonceOf, oneLine, type Budget, type Templates } from '#prompts';
import type { Journal } from '../journal.js';
import { experienceOf, type ModelClient } from '../ports/model-client.js';
import { answerOf } from '../talk/answer-of.js';
import { Conversation } from '../talk/conversation.js';
import { instructionsText, taskState } from '../talk/prompt-values.js';
import { notKnownBefore } from './known-before.js';
import { readMemory } from './read-memory.js';

const texts = { type: 'array', items: { type: 'string' } };
const MEMORY_SCHEMA: JsonSchema = {
  type: 'array',
  items: {
    type: 'object',
    properties: {
      type: { type: 'string', enum: MEMORY_TYPES.filter((type) => type !== 'user_instruction') },
      summary: { type: 'string' },
      detail: { type: 'string' },
      tags: texts,
      relevance_to: texts,
    },
    required: ['type', 'summary', 'detail', 'tags', 'relevance_to'],
  },
};

/** Notes what later workers should know of a finished subtask. */
export class ExtractMemory {
  constructor(
    private readonly models: ModelClient,
    private readonly templates: Templates,
  ) {}

  async run(work: ExtractWork, journal: Journal, signal: AbortSignal): Promise<ExtractOutcome> {
    const nonce = nonceOf(journal.attemptId);
    const opening = (budget: Budget) => openingOf(work, this.templates, nonce, budget);
    const wish = { role: 'extractor', tier: 1, ...experienceOf(work) } as const;
    const talk = new Conversation(this.models, journal, signal, wish, opening);
    const ids = new Set([work.subtask.id, ...(work.plan?.subtasks.map((s) => s.id) ?? [])]);

    for (const tries of [1, 2]) {
      const asked = await talk.ask({ jsonSchema: MEMORY_SCHEMA, ...(tries === 1 ? {} : { think: false, answer: 2 }) });
      if (asked.kind === 'failed') return asked;
      // A cut list still holds whole entries: the reader takes what closes.
      const read = readMemory(answerOf(asked.reply, tries > 1), ids);
      if (read !== null)
        return { kind: 'extracted', ...read, entries: notKnownBefore(read.entries, work.memory, work.verified) };
      talk.askAgain(
        'Do not continue the work. Answer with a JSON array of entries only, or [] when there is nothing to note.',
        'the answer held no entries of memory',
      );
    }
    return {
      kind: 'failed',
      failure: {
        code: 'unreadable_reply',
        because: 'the extractor gave no list of entries, twice',
        retryable: false,
      },
    };
  }
}

function openingOf(work: ExtractWork, templates: Templates, nonce: string, budget: Budget) {
  const { subtask } = work;
  return composePrompt(
    templates.extractor,
    {
      values: {
        task_state: taskState(work.task, work.plan, nonce),
        subtask_id: subtask.id,
        description: subtask.description,
        instructions: instructionsText(work.instructions),
        verified: work.verified
          ? 'The result has passed verification.'
          : 'The result has NOT passed verification: what the worker claims may be wrong. Note no success as a fact.',
        workspace: work.task.workspaceName,
      },
      memory: [
        { label: "The worker's summary, a claim", lines: cut(work.summary, 4000).split('\n') },
        { label: "The worker's tool calls", lines: work.digest.map((line) => cut(oneLine(line), 300)) },
      ],
      tools: [],
      nonce,
    },
    budget,
  );
}
