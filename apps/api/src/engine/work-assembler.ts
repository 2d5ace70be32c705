import { basename } from 'node:path';
import {
  attemptId,
  type AttemptEntry,
  type Instruction,
  type ModelExperience,
  type PlanView,
  type PlanWork,
  type TaskBrief,
  type VerifyWork,
  type Work,
} from '#contracts';
import {
  correlationOfAttempt,
  DEMAND_DOUBTED,
  type Attempt,
  type AttemptRecord,
  type SubtaskState,
  type TaskRecord,
  type TaskStore,
  type TreeStore,
} from '#conductor';
import { isHeadStage, LoomError, ROLE_OF_STAGE, type SubtaskSpec } from '#domain';
import { deedsOf } from './deeds.js';
import { experienceFor } from './model-uses.js';
import { waitingFor } from './waiting-for.js';

const MEMORIES = 20;
const LESSONS = 8;
/** Paths a verifier is told of; who has changed more is judged without. */
const MOST_LANDED = 5000;
const LONGEST_COMMAND = 4000;

/** The attempt cannot be worked on: what it speaks of is gone. */
export class NothingToDo extends LoomError {
  readonly code = 'nothing_to_do';
}

/** Puts together all that a worker needs to know for one attempt; it sees nothing else of the database. */
export class WorkAssembler {
  constructor(
    private readonly store: TaskStore,
    private readonly trees: Pick<TreeStore, 'treeId'>,
    private readonly maxTurns: number,
  ) {}

  async assemble(taskId: string, attempt: Attempt): Promise<Work> {
    const task = await this.store.task(taskId);
    const record = await this.store.attempt(attempt.id);
    if (!task || !record) throw new NothingToDo(`the attempt ${attempt.id} is gone`);
    const [steps, memory, instructions, experience] = await Promise.all([
      task.planVersion === 0 ? [] : this.store.steps(taskId),
      this.store.recollect(taskId, attempt.subtaskId, MEMORIES),
      this.store.instructions(taskId, attempt.subtaskId),
      this.experience(attempt.stage),
    ]);
    const plan = planOf(task, steps);
    const correlationId = correlationOfAttempt(attempt, taskId);
    const common = {
      ...{ correlationId, task: briefOf(task), plan, memory, instructions, recorded: record.entries, experience },
    };
    switch (attempt.stage) {
      case 'plan':
        return {
          ...common,
          stage: 'plan',
          base: task.tip ?? needed(task.base, attempt),
          version: attempt.input.version,
          ...(attempt.input.because === undefined ? {} : { because: attempt.input.because }),
          settled: plan?.subtasks.filter((s) => s.status === 'completed').map((s) => s.id) ?? [],
          ...openOf(steps),
          lessons: await this.store.lessons(task.goal, taskId, LESSONS),
          rung: attempt.input.rung,
        };
      case 'execute': {
        const subtask = await this.subtask(taskId, attempt);
        const { rung, base } = attempt.input;
        return {
          ...common,
          stage: 'execute',
          subtask: specOf(subtask),
          attempt: attempt.number,
          rung,
          feedback: subtask.feedback,
          base,
          head: attempt.head ?? base,
          maxTurns: Math.ceil(this.maxTurns * rung.budget),
        };
      }
      case 'verify': {
        const { base, head, tier, summary, workedBy, executeAttempt, unheard = 0 } = attempt.input;
        const subtask = attempt.subtaskId === null ? null : specOf(await this.subtask(taskId, attempt));
        const [judgedBefore, landed, worked] = await Promise.all([
          this.judgedBefore(task, attempt, instructions),
          this.store.landedChanges(taskId),
          subtask === null ? null : this.executed(taskId, subtask.id, executeAttempt),
        ]);
        // In this mode nobody is asked about what a command takes away within the workspace.
        const approved = worked === null || task.approvalMode === 'auto' ? [] : approvedIn(worked);
        const claim = worked?.attempt.outcome ?? null;
        const { unchangedBecause, unmade = [], takenAway = [] } = claim?.kind === 'claimed_done' ? claim : {};
        return {
          ...{ ...common, stage: 'verify', subtask, attempt: attempt.number, base, head, tier, summary, workedBy },
          landed: landed.slice(0, MOST_LANDED).map(({ path, operation, old_path: oldPath }) => ({
            ...{ path, operation },
            ...(oldPath === undefined ? {} : { oldPath }),
          })),
          ...(subtask === null
            ? {}
            : {
                ...beforeOf(task, attempt.input, subtask, steps),
                ...awaitedOf(subtask, steps),
                ...othersOf(subtask, steps),
              }),
          ...(unheard === 0 ? {} : { unheard }),
          ...(approved.length === 0 ? {} : { approved }),
          ...(worked === null ? {} : { deeds: deedsOf(worked.entries) }),
          ...(unchangedBecause === undefined ? {} : { unchangedBecause }),
          ...(unmade.length === 0 ? {} : { unmade }),
          ...(takenAway.length === 0 ? {} : { takenAway }),
          ...(judgedBefore === null ? {} : { judgedBefore }),
        };
      }
      case 'extract': {
        const subtask = await this.subtask(taskId, attempt);
        const { head, summary, executeAttempt } = attempt.input;
        return {
          ...common,
          stage: 'extract',
          subtask: specOf(subtask),
          base: subtask.base ?? head,
          head,
          summary,
          verified: subtask.status === 'completed',
          digest: await this.digest(taskId, subtask.id, executeAttempt),
        };
      }
      case 'snapshot':
      case 'land':
      case 'revert':
        throw new NothingToDo(`the attempt ${attempt.id} is not a worker's`);
    }
  }

  private async experience(stage: Attempt['stage']): Promise<ModelExperience[]> {
    if (isHeadStage(stage)) return [];
    const [stats, trials] = await Promise.all([this.store.modelStats(), this.store.verifierTrials()]);
    return experienceFor(ROLE_OF_STAGE[stage], stats, trials);
  }

  /**
   * A model's verdict on the same files against the same base, in an earlier verification of the subtask. One from
   * before the user's latest word was about another question, and a stronger judge is to be heard.
   */
  private async judgedBefore(
    { id, workspaceId }: TaskRecord,
    attempt: Extract<Attempt, { stage: 'verify' }>,
    instructions: readonly Instruction[],
  ): Promise<VerifyWork['judgedBefore'] | null> {
    if (attempt.subtaskId === null) return null;
    const treesOf = ({ base, head }: { base: string; head: string }): Promise<string[]> =>
      Promise.all([base, head].map((commit) => this.trees.treeId(workspaceId, commit)));
    const told = instructions.at(-1)?.at ?? '';
    const judged = (await this.store.attempts(id, attempt.subtaskId)).flatMap(({ attempt: earlier, endedAt }) => {
      if (earlier.stage !== 'verify' || earlier.planVersion !== attempt.planVersion) return [];
      if (earlier.input.tier < attempt.input.tier) return [];
      const { outcome, input } = earlier;
      if (outcome === null || outcome.kind === 'inconclusive' || outcome.model === undefined) return [];
      return endedAt === null || endedAt <= told ? [] : [{ outcome, input }];
    });
    if (judged.length === 0) return null;
    const wanted = await treesOf(attempt.input);
    for (const { outcome, input } of judged.reverse()) {
      // Trees of work that was given up may have been tidied away since.
      const trees = await treesOf(input).catch(() => []);
      if (trees.length === wanted.length && trees.every((tree, i) => tree === wanted[i])) return outcome;
    }
    return null;
  }

  private async subtask(taskId: string, attempt: Attempt): Promise<SubtaskState> {
    const subtask = attempt.subtaskId === null ? null : await this.store.subtask(taskId, attempt.subtaskId);
    if (!subtask) throw new NothingToDo(`the attempt ${attempt.id} is at a subtask that is gone`);
    return subtask;
  }

  private executed(taskId: string, subtaskId: string, number: number): Promise<AttemptRecord | null> {
    return this.store.attempt(attemptId({ stage: 'execute', taskId, subtaskId, attempt: number }));
  }

  private async digest(taskId: string, subtaskId: string, number: number): Promise<string[]> {
    const record = await this.executed(taskId, subtaskId, number);
    return record ? digestOf(record) : [];
  }
}

/** Commands of an attempt that a person has approved. */
function approvedIn({ entries }: AttemptRecord): string[] {
  const yes = new Set(entries.flatMap((e) => (e.kind === 'approval' && e.approved ? [e.callId] : [])));
  return entries.flatMap((e) =>
    e.kind === 'call' && yes.has(e.callId) ? [clip(JSON.stringify(e.arguments), LONGEST_COMMAND)] : [],
  );
}

/** One line a tool call: what was called, whether it worked, what it said first. */
function digestOf({ entries }: AttemptRecord): string[] {
  const calls = new Map<string, string>();
  for (const entry of entries)
    if (entry.kind === 'call') calls.set(entry.callId, `${entry.tool} ${clip(JSON.stringify(entry.arguments), 200)}`);
  return entries
    .filter((entry): entry is Extract<AttemptEntry, { kind: 'result' }> => entry.kind === 'result')
    .map((r) => `${calls.get(r.callId) ?? r.tool} -> ${r.success ? 'ok' : 'failed'}: ${clip(r.message.content, 300)}`);
}

const clip = (text: string, most: number): string => {
  const points = [...text];
  return points.length <= most ? text : `${points.slice(0, most).join('')}…`;
};

function briefOf(task: TaskRecord): TaskBrief {
  return {
    id: task.id,
    goal: task.goal,
    status: task.status,
    context: task.context,
    approvalMode: task.approvalMode,
    protected: task.protected,
    workspaceId: task.workspaceId,
    workspaceName: basename(task.workspacePath) || 'workspace',
  };
}

const specOf = (s: SubtaskState): SubtaskSpec => ({
  id: s.id,
  description: s.description,
  dependsOn: s.dependsOn,
  modelTier: s.modelTier,
  verificationTier: s.verificationTier,
  isCriticalPath: s.isCriticalPath,
  acceptanceCriteria: s.acceptanceCriteria,
  expectedOutputs: s.expectedOutputs,
  checks: s.checks,
});

function planOf({ planVersion }: TaskRecord, steps: readonly SubtaskState[]): PlanView | null {
  if (planVersion === 0) return null;
  const subtasks = steps.map(({ id, description, status, dependsOn, summary, standIns, error }) => ({
    ...{ id, description, status, dependsOn, summary, error },
    ...(standIns.length === 0 ? {} : { standIns }),
  }));
  return { version: planVersion, subtasks };
}

function openOf(steps: readonly SubtaskState[]): Pick<PlanWork, 'open' | 'doubted'> {
  const open = steps.filter(({ status }) => status !== 'completed');
  const doubted = open.flatMap(({ feedback }) =>
    feedback.at(-1)?.code === DEMAND_DOUBTED ? feedback.flatMap(({ demands = [] }) => demands) : [],
  );
  return open.length === 0 ? {} : { open: open.map(specOf), ...(doubted.length === 0 ? {} : { doubted }) };
}

function beforeOf(
  { base: start }: TaskRecord,
  { base }: { readonly base: string },
  { id }: SubtaskSpec,
  steps: readonly SubtaskState[],
): Pick<VerifyWork, 'before'> {
  if (start === null || start === base) return {};
  return { before: { start, checks: steps.flatMap((step) => (step.id === id ? [] : step.checks)) } };
}

function awaitedOf({ id }: SubtaskSpec, steps: readonly SubtaskState[]): Pick<VerifyWork, 'awaited'> {
  const awaited = new Set(waitingFor(id, steps).flatMap(({ expectedOutputs }) => expectedOutputs));
  return awaited.size === 0 ? {} : { awaited: [...awaited] };
}

const othersOf = ({ id }: SubtaskSpec, steps: readonly SubtaskState[]): Pick<VerifyWork, 'others'> => ({
  others: steps
    .filter((step) => step.id !== id)
    .map(({ description, acceptanceCriteria, expectedOutputs, checks }) => ({
      ...{ description, acceptanceCriteria, expectedOutputs, checks },
    })),
});

function needed(commit: string | null, attempt: Attempt): string {
  if (commit === null) throw new NothingToDo(`the attempt ${attempt.id} has no tree to start from`);
  return commit;
}
