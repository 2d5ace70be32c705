import type { PlanWork } from '#contracts';
import {
  describePlanFault,
  faultsOfPlan,
  MAX_SUBTASKS,
  repairPlan,
  type JsonSchema,
  type ModelUsed,
  type PlanOutcome,
  type SubtaskSpec,
} from '#domain';
import { composePrompt, cut, fence, nonceOf, type Budget, type Templates } from '#prompts';
import type { Journal } from '../journal.js';
import type { AttemptTrees } from '../ports/attempt-trees.js';
import { experienceOf, type ModelClient, type ModelReply } from '../ports/model-client.js';
import { answerOf } from '../talk/answer-of.js';
import { Conversation } from '../talk/conversation.js';
import { beforeRepeat } from '../talk/read-json.js';
import { contextText, instructionsText, memoryBlock, notes, taskState } from '../talk/prompt-values.js';
import { checksInTime } from './checks-in-time.js';
import { inTheGoalsOrder } from './in-the-goals-order.js';
import { keepingChecks, lostParts, lostPartsText, withFirst } from './lost-parts.js';
import { mergeRepeated } from './merge-repeated.js';
import { oneAfterAnother } from './one-after-another.js';
import { otherNumbers, otherNumbersText } from './other-numbers.js';
import { outputsInside } from './outputs-inside.js';
import { planFromList, readPlan, type ReadPlan } from './read-plan.js';
import { subtask } from './read-step.js';
import { withoutUnasked } from './unasked-steps.js';
import { listWorkspace } from './workspace-listing.js';

/** What the prompt asks for; `MAX_SUBTASKS` is what is still taken. */
const ASKED_FOR = 12;
/** After an answer that was cut off. */
const FEWER = 6;

const texts = { type: 'array', items: { type: 'string' } };
const PLAN_SCHEMA: JsonSchema = {
  type: 'object',
  properties: {
    subtasks: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          id: { type: 'string' },
          description: { type: 'string' },
          depends_on: texts,
          model_tier: { type: 'integer', enum: [1, 2, 3] },
          verification_tier: { type: 'integer', enum: [1, 2, 3] },
          is_critical_path: { type: 'boolean' },
          acceptance_criteria: { type: 'string' },
          expected_outputs: texts,
          checks: texts,
        },
        required: ['id', 'description', 'depends_on', 'acceptance_criteria'],
      },
    },
  },
  required: ['subtasks'],
};

/** Splits a goal into subtasks: one question, one precise re-ask, then repair. */
export class PlanTask {
  constructor(
    private readonly models: ModelClient,
    private readonly trees: AttemptTrees,
    private readonly templates: Templates,
  ) {}

  async run(work: PlanWork, journal: Journal, signal: AbortSignal): Promise<PlanOutcome> {
    const outcome = await this.plan(work, journal, signal);
    if (outcome.kind === 'failed') return outcome;
    const kept = keepingChecks(outcome.subtasks, work);
    return { ...outcome, subtasks: kept.subtasks, repairs: [...outcome.repairs, ...kept.repairs] };
  }

  private async plan(work: PlanWork, journal: Journal, signal: AbortSignal): Promise<PlanOutcome> {
    const listing = await this.look(work, journal);
    const nonce = nonceOf(journal.attemptId);
    const opening = (budget: Budget) => openingOf(work, listing, this.templates, nonce, budget);
    const wish = { role: 'planner', tier: work.rung.tier, ...experienceOf(work) } as const;
    const talk = new Conversation(this.models, journal, signal, wish, opening);
    const settled = new Set(work.settled);
    const think = work.rung.think ? { think: true } : {};

    const first = await talk.ask({ jsonSchema: PLAN_SCHEMA, ...think, answer: work.rung.budget });
    if (first.kind === 'failed') return first;
    const firstRead = read(first.reply, settled);
    if (firstRead.kind === 'sound') {
      const lost = lostParts(firstRead.subtasks, work);
      const others = work.settled.length > 0 ? [] : otherNumbers(firstRead.subtasks, toldIn(work));
      if (lost.length === 0 && others.length === 0) return asAsked(firstRead, work, listing, first.model);
      if (lost.length === 0) {
        talk.askAgain(otherNumbersText(others), 'the plan says other numbers than the goal');
        const again = await talk.ask({ jsonSchema: PLAN_SCHEMA, ...think, answer: work.rung.budget });
        const mended = again.kind === 'failed' ? null : read(again.reply, settled, true);
        const isMended = mended?.kind === 'sound' && otherNumbers(mended.subtasks, toldIn(work)).length < others.length;
        return isMended && again.kind === 'reply'
          ? asAsked(mended, work, listing, again.model)
          : asAsked(firstRead, work, listing, first.model);
      }
      talk.askAgain(lostPartsText(lost), 'the new plan says nothing of parts of the one before');
      const again = await talk.ask({ jsonSchema: PLAN_SCHEMA, ...think, answer: work.rung.budget });
      const whole = again.kind === 'failed' ? null : read(again.reply, settled, true);
      if (again.kind === 'failed' || whole?.kind !== 'sound') return asAsked(firstRead, work, listing, first.model);
      const subtasks = withFirst(firstRead.subtasks, whole.subtasks, lost);
      return asAsked({ ...whole, subtasks }, work, listing, again.model);
    }

    talk.askAgain(reAsk(first.reply, firstRead), `the plan ${problemOf(first.reply, firstRead)}`);
    const cutOff = first.reply.finish === 'length';
    const second = await talk.ask({
      jsonSchema: PLAN_SCHEMA,
      answer: cutOff ? work.rung.budget * 2 : work.rung.budget,
      ...(cutOff ? { think: false } : think),
    });
    // What was understood of the first answer is worth more than a second that never came.
    const secondRead = second.kind === 'failed' ? null : read(second.reply, settled, true);
    if (secondRead?.kind === 'sound' && second.kind === 'reply') {
      return asAsked(secondRead, work, listing, second.model);
    }

    const replies = second.kind === 'reply' ? [second, first] : [first];
    for (const readable of [secondRead, firstRead]) {
      if (readable?.kind !== 'faulty') continue;
      const mended = repairPlan(readable.subtasks, settled);
      const model = readable === firstRead ? first.model : replies[0]?.model;
      if (faultsOfPlan(mended.subtasks, settled).length === 0)
        return planned(mended.subtasks, [...readable.notes, ...mended.repairs], model);
    }
    for (const { reply, model } of replies) {
      const steps = reply.finish === 'length' ? null : planFromList(reply.text);
      if (steps === null) continue;
      const mended = repairPlan(steps, settled);
      return planned(
        mended.subtasks,
        ['read the plan from a list, since the answer was not JSON', ...mended.repairs],
        model,
      );
    }
    if (second.kind === 'failed') return second;
    const because = secondRead?.kind === 'unreadable' ? secondRead.because : 'no plan could be made of its answers';
    return {
      ...planned([oneStep(work, settled)], [], second.model),
      degradedBecause: `the planner's answers could not be used: ${because}`,
    };
  }

  private async look(work: PlanWork, { attemptId, epoch }: Journal): Promise<string[]> {
    const { workspaceId, id: taskId } = work.task;
    const at = { base: work.base, head: work.base, throwaway: true, bare: true };
    const tree = await this.trees.open({ workspaceId, taskId, attemptId, epoch, ...at });
    try {
      return await listWorkspace(tree.root);
    } finally {
      await tree.close();
    }
  }
}

/** What the user has said. */
function toldIn({ task, instructions }: PlanWork): string {
  const context = Object.values(task.context).filter((value) => typeof value === 'string');
  return [task.goal, ...context, ...instructions.map(({ text }) => text)].join('\n');
}

/** Without steps that say the same, or that the user did not ask for, and with outputs that can be looked at. */
function asAsked(
  { subtasks: given, notes: read }: Extract<ReadPlan, { kind: 'sound' }>,
  work: PlanWork,
  listing: readonly string[],
  model: ModelUsed,
): PlanOutcome {
  const { task } = work;
  const told = toldIn(work);
  const inside = outputsInside(given, told, listing, task.workspaceName);
  const merged = mergeRepeated(inside.subtasks, told);
  const repairs = [...read, ...inside.repairs, ...merged.repairs];
  // Who approves each result sees what a step does, and says whether it was asked for.
  if (task.approvalMode === 'manual') return planned(merged.subtasks, repairs, model);
  const asked = withoutUnasked(merged.subtasks, told);
  if (asked.isForeign === true)
    return {
      ...planned([oneStep(work, new Set(work.settled))], repairs, model),
      degradedBecause: 'no step of the plan makes what the goal speaks of',
    };
  const ordered = inTheGoalsOrder(asked.subtasks, told, listing);
  const timed = checksInTime(ordered.subtasks, listing);
  return planned(timed.subtasks, [...repairs, ...asked.repairs, ...ordered.repairs, ...timed.repairs], model);
}

function planned(
  subtasks: readonly SubtaskSpec[],
  repairs: readonly string[],
  model?: ModelUsed,
): Extract<PlanOutcome, { kind: 'planned' }> {
  const ordered = oneAfterAnother(subtasks);
  return {
    kind: 'planned',
    subtasks: ordered.subtasks,
    repairs: [...repairs, ...ordered.repairs],
    ...(model === undefined ? {} : { model }),
  };
}

/** Nothing of a cut answer may be taken as whole, but what it had begun to say once more. */
function read(reply: ModelReply, settled: ReadonlySet<string>, isAskedAgain = false): ReadPlan {
  if (reply.finish !== 'length') return readPlan(answerOf(reply, isAskedAgain), settled);
  const whole = beforeRepeat(reply.text);
  if (whole === null) return { kind: 'unreadable', because: 'it was cut off' };
  const found = readPlan(whole, settled);
  return found.kind === 'unreadable' ? found : { ...found, notes: [...found.notes, 'was cut off in saying it again'] };
}

function problemOf(reply: ModelReply, found: Exclude<ReadPlan, { kind: 'sound' }>): string {
  if (reply.finish === 'length') return 'was cut off';
  if (found.kind === 'unreadable') return `could not be read: ${found.because}`;
  return `has faults: ${found.faults.slice(0, 3).map(describePlanFault).join('; ')}`;
}

function reAsk(reply: ModelReply, found: Exclude<ReadPlan, { kind: 'sound' }>): string {
  if (reply.finish === 'length')
    return `Your answer was cut off because it was too long. Give the whole plan again with at most ${FEWER} subtasks and short texts. Answer with the JSON object only.`;
  if (found.kind === 'unreadable')
    return `Your answer could not be read as a plan: ${found.because}. Give values, not a schema. Answer with one JSON object only: {"subtasks": [{"id": "...", "description": "...", "depends_on": [], "acceptance_criteria": "..."}]}`;
  const faults = found.faults.slice(0, 12).map((fault) => `- ${describePlanFault(fault)}`);
  return `The plan has faults:\n${faults.join('\n')}\nGive the whole plan again without them, as the JSON object only.`;
}

/** The last resort: the goal as it is. */
function oneStep(work: PlanWork, settled: ReadonlySet<string>): SubtaskSpec {
  let id = 'execute-goal';
  for (let n = 2; settled.has(id); n++) id = `execute-goal-${n}`;
  return subtask({
    id,
    description: work.task.goal,
    modelTier: 2,
    verificationTier: 2,
    isCriticalPath: true,
    acceptanceCriteria: `The goal is reached: ${work.task.goal}`,
  });
}

function openingOf(work: PlanWork, listing: readonly string[], templates: Templates, nonce: string, budget: Budget) {
  const { task, plan } = work;
  return composePrompt(
    work.because === undefined ? templates.planner : templates.replanner,
    {
      values: {
        goal: task.goal,
        context: contextText(task.context),
        instructions: instructionsText(work.instructions),
        // The goal and the context stand below in full.
        task_state: taskState({ ...task, goal: cut(task.goal, 200), context: {} }, plan, nonce),
        workspace: task.workspaceName,
        max_subtasks: String(Math.min(ASKED_FOR, MAX_SUBTASKS)),
        because: fence(work.because ?? '', nonce),
        settled: work.settled.length === 0 ? '(none)' : work.settled.join(', '),
      },
      memory: [
        memoryBlock('Lessons from earlier tasks', work.lessons),
        memoryBlock('Notes of this task', notes(work.memory)),
        { label: 'Files in the workspace, two levels', lines: listing },
      ],
      tools: [],
      nonce,
      wording: work.rung.fresh ? 1 : 0,
    },
    budget,
  );
}
