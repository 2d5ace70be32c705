import type { ExecuteWork } from '#contracts';
import type { ChatMessage, ExecuteOutcome, FailureCode, ModelUsed, ToolCall } from '#domain';
import {
  cut,
  composePrompt,
  fenced,
  nonceOf,
  oneLine,
  toolMessage,
  type Budget,
  type ComposedPrompt,
  type Remembered,
  type Templates,
} from '#prompts';
import type { Journal } from '../journal.js';
import type { AttemptTree, AttemptTrees } from '../ports/attempt-trees.js';
import type { Clock } from '../ports/clock.js';
import type { ModelClient, ModelReply } from '../ports/model-client.js';
import type { ToolBox, ToolContext, ToolResult } from '../ports/toolbox.js';
import { Conversation } from '../talk/conversation.js';
import { feedbackText, instructionsText, listText, memoryBlock, taskState } from '../talk/prompt-values.js';
import { aboutBrokenCalls, afterReply, afterText } from './after-reply.js';
import { remarkOn, Repetition } from './repetition.js';
import { heardNote, standingOf } from './resume.js';

/** Entries of memory a fresh start is given. */
const FRESH_MEMORY = 5;
/** A model that goes on looking is told when so many turns are left. */
const LAST_TURNS = 3;

/** Carries out one subtask: the agent loop. */
export class ExecuteSubtask {
  constructor(
    private readonly models: ModelClient,
    private readonly trees: AttemptTrees,
    private readonly tools: ToolBox,
    private readonly templates: Templates,
    private readonly clock: Clock,
  ) {}

  async run(work: ExecuteWork, journal: Journal, signal: AbortSignal): Promise<ExecuteOutcome> {
    const { attemptId, epoch } = journal;
    const { workspaceId, id: taskId } = work.task;
    const tree = await this.trees.open({ workspaceId, taskId, attemptId, epoch, base: work.base, head: work.head });
    try {
      const opening = (budget: Budget) => openingOf(work, this.templates, this.tools, nonceOf(attemptId), budget);
      return await new Run(work, journal, signal, tree, this.models, this.tools, opening, this.clock).loop();
    } finally {
      await tree.close();
    }
  }
}

function openingOf(
  work: ExecuteWork,
  templates: Templates,
  tools: ToolBox,
  nonce: string,
  budget: Budget,
): ComposedPrompt {
  const { task, subtask, rung } = work;
  const memory = rung.fresh ? work.memory.slice(0, FRESH_MEMORY) : work.memory;
  return composePrompt(
    templates.executor,
    {
      values: {
        task_state: taskState(task, work.plan, nonce),
        subtask_id: subtask.id,
        description: subtask.description,
        acceptance_criteria: subtask.acceptanceCriteria.trim() || subtask.description,
        expected_outputs: listText('Files that must exist and not be empty afterwards', subtask.expectedOutputs),
        checks: listText('Commands that must exit 0 afterwards', subtask.checks),
        instructions: instructionsText(work.instructions),
        feedback: feedbackText(work.feedback, nonce),
        workspace: task.workspaceName,
      },
      memory: [memoryBlock('Notes from earlier work', memory)],
      tools: tools.schemas(),
      nonce,
      wording: rung.fresh ? 1 : 0,
    },
    budget,
  );
}

/** One attempt on its way. */
class Run {
  private readonly talk: Conversation;
  private readonly repetition = new Repetition();
  private readonly nonce: string;
  private readonly remembered: Remembered;
  private readonly context: ToolContext;
  private turns: number;
  private tokens = 0;
  private toolCalls: number;
  private failedToolCalls: number;
  private emptyReplies: number;
  private nudges = 0;
  private head: string;
  private model: ModelUsed | null;

  constructor(
    private readonly work: ExecuteWork,
    private readonly journal: Journal,
    private readonly signal: AbortSignal,
    private readonly tree: AttemptTree,
    models: ModelClient,
    private readonly tools: ToolBox,
    opening: (budget: Budget) => ComposedPrompt,
    private readonly clock: Clock,
  ) {
    const { task, subtask, rung, recorded } = work;
    const standing = standingOf(recorded);
    ({ turns: this.turns, toolCalls: this.toolCalls, failedToolCalls: this.failedToolCalls } = standing);
    ({ emptyReplies: this.emptyReplies, model: this.model } = standing);
    this.head = work.head;
    this.nonce = nonceOf(journal.attemptId);
    this.remembered = { goal: task.goal, subtaskId: subtask.id, description: subtask.description };
    this.context = {
      tree,
      signal,
      protected: task.protected,
      searchMemory: (query) => journal.searchMemory(query, 10),
      seen: new Set(),
    };
    const prefer = this.model === null ? {} : { prefer: this.model.name };
    this.talk = new Conversation(models, journal, signal, { role: 'executor', tier: rung.tier, ...prefer }, opening);
    this.talk.resume(recorded);
    this.recount();
  }

  async loop(): Promise<ExecuteOutcome> {
    const resumed = await this.takeUp();
    if (resumed !== null) return resumed;
    for (;;) {
      const limit = this.limitReached();
      if (limit !== null) return this.atLimit(limit);
      this.warnOfTheEnd();
      await this.hearTheUser();

      const asked = await this.talk.ask({
        ...(this.work.rung.think ? { think: true } : this.emptyReplies > 0 ? { think: false } : {}),
        ...(this.emptyReplies > 0 ? { temperature: 0.4 + 0.2 * this.emptyReplies, seed: this.emptyReplies } : {}),
      });
      if (asked.kind === 'failed') return { kind: 'failed', failure: asked.failure, ...this.soFar() };
      this.model = asked.model;
      this.turns++;
      this.tokens += asked.reply.usage.promptTokens + asked.reply.usage.completionTokens;

      const { toolCalls, nudges, emptyReplies } = this;
      const next = afterReply(asked.reply, { toolCalls, nudges, emptyReplies });
      switch (next.kind) {
        case 'act': {
          const end = await this.act(asked.reply);
          if (end !== null) return end;
          break;
        }
        case 'say':
          if (asked.reply.brokenCalls.length === 0) this.nudges++;
          this.talk.say(next.text);
          break;
        case 'ask_again':
          this.emptyReplies++;
          break;
        case 'ended':
          return this.claim(next.summary, 'answer');
        case 'silent':
          return this.failed('empty_replies', `the model gave ${this.emptyReplies + 1} empty answers`);
      }
    }
  }

  /** Runs a reply's calls in order. */
  private async act(reply: ModelReply): Promise<ExecuteOutcome | null> {
    let failed = reply.brokenCalls.length > 0;
    for (const call of reply.toolCalls) {
      const end = await this.runCall(call, failed);
      if (end.outcome !== null) return end.outcome;
      failed ||= !end.success;
    }
    if (reply.brokenCalls.length > 0) this.talk.say(aboutBrokenCalls(reply));
    this.emptyReplies = 0;
    return null;
  }

  /** `failedBefore`: an earlier call of the same reply failed, so the model finished without having seen that. */
  private async runCall(
    call: ToolCall,
    failedBefore: boolean,
    begun = false,
  ): Promise<{ outcome: ExecuteOutcome | null; success: boolean }> {
    if (!begun) {
      await this.journal.record({ kind: 'call', callId: call.id, tool: call.name, arguments: call.arguments });
    }
    const started = this.clock.now();
    const result = await this.tools.run(call, this.context);
    this.signal.throwIfAborted();
    const early = result.finish !== undefined && failedBefore;
    return this.note(call, early ? FINISH_TOO_EARLY : result, this.clock.now() - started);
  }

  /** Result and commit are one entry: whoever takes over has both or neither. */
  private async note(
    call: ToolCall,
    result: ToolResult,
    tookMs: number,
  ): Promise<{ outcome: ExecuteOutcome | null; success: boolean }> {
    this.head = result.commit ?? this.head;
    this.toolCalls++;
    if (!result.success) this.failedToolCalls++;
    const repeated = this.repetition.note(call, result.content, this.looksAt(call));
    const content = toolMessage(result.content, remarkOn(repeated), this.remembered, this.nonce);
    const message: Extract<ChatMessage, { role: 'tool' }> = {
      role: 'tool',
      toolCallId: call.id,
      toolName: call.name,
      content,
    };
    const { success, filesChanged, commit } = result;
    await this.journal.record({
      kind: 'result',
      callId: call.id,
      tool: call.name,
      success,
      message,
      filesChanged,
      commit,
      tookMs,
    });
    this.talk.add(message);
    if (result.finish !== undefined) return { success, outcome: this.finishAs(result.finish) };
    if (repeated === 'stuck')
      return {
        success,
        outcome: this.failed('stuck', `the same call of ${call.name} gave the same result five times`),
      };
    return { success, outcome: null };
  }

  /** A command may see anything in the tree; a file tool that writes repeats itself whatever the tree is. */
  private looksAt(call: ToolCall): string | null {
    return this.writesFile(call.name) ? null : this.head;
  }

  /** Goes on where an earlier owner stopped: its last reply may not have been dealt with. */
  private async takeUp(): Promise<ExecuteOutcome | null> {
    const { recorded, instructions } = this.work;
    if (recorded.length === 0) {
      if (instructions.length > 0) this.talk.note(heardNote(Math.max(...instructions.map((i) => i.id))));
      return null;
    }
    const { open, failedInBatch, finished, lastReply } = standingOf(recorded);
    if (finished !== null) return this.finishAs(finished);
    let failed = failedInBatch;
    for (const { call, begun } of open) {
      const interrupted = begun && !this.isRepeatable(call.name);
      const end = interrupted ? await this.note(call, INTERRUPTED, 0) : await this.runCall(call, failed, begun);
      if (end.outcome !== null) return end.outcome;
      failed ||= !end.success;
    }
    if (lastReply === null || lastReply.toolCalls.length > 0 || lastReply.content.trim() === '') return null;
    const { toolCalls, nudges, emptyReplies } = this;
    const next = afterText(lastReply.content, { toolCalls, nudges, emptyReplies });
    if (next.kind === 'ended') return this.claim(next.summary, 'answer');
    this.talk.say(next.text);
    return null;
  }

  private writesFile(tool: string): boolean {
    return this.isRepeatable(tool) && this.tools.isMutating(tool);
  }

  /** A command is not, nor a name that the toolbox may take for one. */
  private isRepeatable(tool: string): boolean {
    return tool !== 'shell_execute' && this.tools.schemas().some(({ name }) => name === tool);
  }

  private finishAs({ status, summary, reason }: { status: string; summary: string; reason: string }): ExecuteOutcome {
    return status === 'blocked' ? this.failed('blocked', reason || summary) : this.claim(summary, 'finish');
  }

  /** What the user says while the attempt runs goes into the very next request. */
  private async hearTheUser(): Promise<void> {
    await this.journal.renew();
    this.tell(this.journal.takeInstructions());
  }

  private warnOfTheEnd(): void {
    const left = this.work.maxTurns - this.turns;
    if (left === LAST_TURNS && this.turns > LAST_TURNS)
      this.talk.say(`[Loom] Only ${left} turns are left. Bring the work to its end now, then call finish.`);
  }

  private tell(instructions: readonly { id: number; text: string }[]): void {
    for (const { id, text } of instructions)
      this.talk.say(`[Loom] New instruction from the user, which goes before all else: ${text}`, heardNote(id));
  }

  private limitReached(): FailureCode | null {
    if (this.turns >= this.work.maxTurns) return 'out_of_turns';
    if (this.work.tokensLeft !== null && this.tokens >= this.work.tokensLeft) return 'out_of_tokens';
    return null;
  }

  /** Work that was done counts, whoever ran out of what: the verifier decides. */
  private async atLimit(limit: FailureCode): Promise<ExecuteOutcome> {
    const changes = this.head === this.work.base ? [] : await this.tree.changes(this.work.base, this.head);
    if (changes.length > 0 && this.model !== null) {
      const paths = changes.map((c) => c.path);
      const some =
        paths.length > 20 ? `${paths.slice(0, 20).join(', ')} and ${paths.length - 20} more` : paths.join(', ');
      return this.claim(`Stopped at a limit (${limit}) before saying that it was done. Changed: ${some}.`, 'limit');
    }
    const because =
      limit === 'out_of_turns'
        ? `no file was changed in ${this.turns} turns`
        : `the tokens were used up in ${this.turns} turns and no file was changed`;
    return this.failed(limit, because);
  }

  private claim(summary: string, ended: 'finish' | 'answer' | 'limit'): ExecuteOutcome {
    const { head, toolCalls, failedToolCalls, model } = this;
    if (model === null) return this.failed('internal_error', 'an attempt ended without a model');
    return {
      kind: 'claimed_done',
      summary: cut(summary, 4000),
      model,
      head,
      toolCalls,
      failedToolCalls,
      ended,
    };
  }

  private failed(code: FailureCode, because: string): ExecuteOutcome {
    return {
      kind: 'failed',
      failure: { code, because: cut(oneLine(because), 1000), retryable: false },
      ...this.soFar(),
    };
  }

  private soFar(): { model?: ModelUsed; head: string } {
    return { ...(this.model === null ? {} : { model: this.model }), head: this.head };
  }

  /** Repetition goes on counting over a take-over. */
  private recount(): void {
    const calls = new Map<string, ToolCall>();
    let head = this.work.base;
    for (const entry of this.work.recorded) {
      if (entry.kind === 'reply') for (const call of entry.message.toolCalls) calls.set(call.id, call);
      if (entry.kind !== 'result') continue;
      head = entry.commit ?? head;
      const call = calls.get(entry.callId);
      if (call === undefined) continue;
      const result = fenced(entry.message.content, this.nonce) ?? '';
      this.repetition.note(call, result, this.writesFile(call.name) ? null : head);
    }
  }
}

const refusal = (error: string): ToolResult => ({
  success: false,
  content: JSON.stringify({ success: false, output: '', error }),
  commit: null,
  filesChanged: [],
});

const FINISH_TOO_EARLY = refusal(
  'finish was not accepted: an earlier call of the same answer failed. Look at its result, mend it, and finish then.',
);
const INTERRUPTED = refusal(
  'interrupted, outcome unknown: the worker stopped while the command ran. The files were reset to what they were before it.',
);
