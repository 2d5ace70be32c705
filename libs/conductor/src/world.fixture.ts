import { expect } from 'vitest';
import { attemptId } from '#contracts';
import { isTaskEnded, type Failure, type SubtaskSpec, type VerifyOutcome } from '#domain';
import { whatFollows, type Attempt, type Policy, type SubtaskState, type TaskCommit, type TaskState } from './index.js';

export const POLICY: Policy = {
  maxSubtaskRetries: 3,
  maxLoopIterations: 50,
  maxParallelSubtasks: 3,
  maxPlanVersions: 3,
  goalCheck: true,
  approvalTimeoutMs: 60_000,
  autoProceedMs: 10_000,
};

/** A task in memory that commits are applied to as the store does. */
export class World {
  state: TaskState;
  readonly events: { type: string; subtaskId?: string; data?: Readonly<Record<string, unknown>> }[] = [];
  readonly started: string[] = [];
  /** Milliseconds each attempt waits before it may be taken. */
  readonly delays = new Map<string, number>();
  /** Milliseconds since the epoch. */
  now = 1000;
  /** What parked attempts were told. */
  readonly answers: { readonly approved: boolean; readonly hash: string; readonly reason: string }[] = [];
  private hidden: SubtaskState[] = [];

  constructor(over: Partial<TaskState> = {}) {
    this.state = {
      id: '00000000-0000-4000-8000-000000000000',
      revision: 1,
      status: 'pending',
      wish: 'run',
      approvalMode: 'auto',
      confidenceThreshold: 0.8,
      limits: { tokens: null, modelCalls: null, seconds: null },
      tokens: 0,
      modelCalls: 0,
      startedAt: 0,
      idleMs: 0,
      idleSince: null,
      planVersion: 0,
      planAttempts: 0,
      snapshotAttempts: 0,
      goalChecks: 0,
      goalInconclusive: 0,
      goalMet: false,
      replanBecause: null,
      doubted: [],
      advances: 0,
      base: null,
      ...{ tip: null, tipGeneration: 0 },
      overtaken: [],
      subtasks: [],
      attempts: [],
      ...over,
    };
  }

  /** Decides until nothing follows. */
  settle(policy = POLICY): void {
    for (let round = 0; ; round++) {
      expect(round, 'decisions must come to rest').toBeLessThan(20);
      const commit = whatFollows(this.state, policy, this.now);
      if (!commit) return;
      this.apply(commit);
    }
  }

  apply(commit: TaskCommit): void {
    const { status: before } = this.state;
    this.events.push(...commit.events);
    const gone = new Set([...commit.settled, ...commit.dropped]);
    const patched = [...this.state.subtasks, ...this.hidden].map((s) => ({ ...s, ...commit.subtasks.get(s.id) }));
    const all = [...patched, ...commit.newSubtasks];
    const version = commit.task.planVersion ?? this.state.planVersion;
    const visible = (s: SubtaskState) => s.planVersion === version || s.status === 'completed';
    this.hidden = all.filter((s) => !visible(s));
    const added = commit.newAttempts.map((a): Attempt => {
      const id = attemptId({
        stage: a.stage,
        taskId: this.state.id,
        attempt: a.number,
        ...(a.subtaskId === null ? {} : { subtaskId: a.subtaskId }),
      });
      expect(this.started, 'no attempt is started twice').not.toContain(id);
      this.started.push(id);
      this.delays.set(id, a.delayMs);
      return {
        id,
        stage: a.stage,
        subtaskId: a.subtaskId,
        number: a.number,
        epoch: 1,
        planVersion: a.planVersion,
        state: 'queued',
        input: a.input,
        outcome: null,
        head: null,
      } as Attempt;
    });
    this.state = {
      ...this.state,
      ...commit.task,
      revision: this.state.revision + 1,
      ...(commit.tip && { tip: commit.tip.commit, tipGeneration: commit.tip.generation }),
      subtasks: all.filter(visible),
      attempts: [...this.state.attempts.filter((a) => !gone.has(a.id)).map((a) => this.reopened(a, commit)), ...added],
    };
    if (isTaskEnded(before)) expect(this.state.status, 'an end is an end').toBe(before);
  }

  /** What a person said is the attempt's next entry. */
  private reopened(attempt: Attempt, { reopened = [] }: TaskCommit): Attempt {
    const found = reopened.find(({ attemptId: id }) => id === attempt.id);
    if (found === undefined) return attempt;
    expect(attempt.state, 'only a parked attempt is taken up again').toBe('ended');
    this.answers.push(found.answer);
    return { ...attempt, state: 'queued', epoch: attempt.epoch + 1, outcome: null };
  }

  /** A person's word, as the store takes it; false when nothing waits there. */
  say(id: string, approval: 'approved' | 'rejected', approvalReason: string | null = null): boolean {
    const { status, approval: before } = this.subtask(id);
    if (before !== 'requested' || status !== 'waiting_approval') return false;
    this.state = {
      ...this.state,
      subtasks: this.state.subtasks.map((s) => (s.id === id ? { ...s, approval, approvalReason } : s)),
    };
    this.settle();
    return true;
  }

  get open(): Attempt[] {
    return this.state.attempts.filter((a) => a.state === 'queued' || a.state === 'running');
  }

  claim(id: string): void {
    this.state = {
      ...this.state,
      attempts: this.state.attempts.map((a) => (a.id === id ? { ...a, state: 'running' } : a)),
    };
  }

  end(id: string, outcome: Attempt['outcome']): void {
    this.state = {
      ...this.state,
      attempts: this.state.attempts.map((a) => (a.id === id ? ({ ...a, state: 'ended', outcome } as Attempt) : a)),
    };
  }

  subtask(id: string): SubtaskState {
    const found = this.state.subtasks.find((s) => s.id === id);
    if (!found) throw new Error(`no subtask ${id}`);
    return found;
  }

  /** Ends the one open attempt of a stage. */
  answer(stage: Attempt['stage'], outcome: Attempt['outcome'], subtaskId?: string): void {
    const attempt = this.open.find((a) => a.stage === stage && (subtaskId === undefined || a.subtaskId === subtaskId));
    expect(attempt, `an open ${stage}`).toBeDefined();
    this.end((attempt as Attempt).id, outcome);
    this.settle();
  }
}

export const spec = (id: string, dependsOn: string[] = []): SubtaskSpec => ({
  id,
  description: `do ${id}`,
  dependsOn,
  modelTier: 1,
  verificationTier: 1,
  isCriticalPath: false,
  acceptanceCriteria: 'it is done',
  expectedOutputs: [],
  checks: [],
});

export const MODEL = { name: 'm', model: 'm', tier: 1 } as const;
export const failure = (code: Failure['code'], retryable = false): Failure => ({
  code,
  because: `it was ${code}`,
  retryable,
});
export const taken = { kind: 'taken', commit: 'c0', files: 1, skipped: [] } as const;
export const planned = (...subtasks: SubtaskSpec[]) => ({ kind: 'planned', subtasks, repairs: [] }) as const;
export const done = (head: string) =>
  ({
    kind: 'claimed_done',
    summary: 'done',
    model: MODEL,
    head,
    toolCalls: 1,
    failedToolCalls: 0,
    ended: 'finish',
  }) as const;
export const verdict = (passed: boolean, issues: string[] = []): VerifyOutcome => ({
  kind: passed ? 'passed' : 'rejected',
  tier: 2,
  verdict: { passed, issues, confidence: 0.9, suggestion: '' },
  checks: [],
  model: MODEL,
});
export const landed = (commit: string) => ({ kind: 'landed', commit, before: 'c0', changes: [] }) as const;
export const extracted = { kind: 'extracted', entries: [], dropped: 0 } as const;

/** A plan of the step `a` in mode manual, whose result `h1` has passed and waits for a person. */
export function heldForAPerson(): World {
  const world = new World({ approvalMode: 'manual' });
  world.settle();
  world.answer('snapshot', taken);
  world.answer('plan', planned(spec('a')));
  world.answer('execute', done('h1'));
  world.answer('verify', verdict(true));
  return world;
}

export function planWith(...subtasks: SubtaskSpec[]): World {
  const world = new World();
  world.settle();
  world.answer('snapshot', taken);
  world.answer('plan', planned(...subtasks));
  return world;
}

/** A call that a person has to allow. */
export const asks = (command: string) =>
  ({
    kind: 'asks',
    callId: `call of ${command}`,
    tool: 'shell_execute',
    command,
    reason: 'it takes something away',
    risk: 'medium',
  }) as const;
