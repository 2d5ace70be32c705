import { randomUUID } from 'node:crypto';
import { TreeStore, type TaskStore } from '#conductor';
import {
  attemptId,
  withFinding,
  WorkerLink,
  type AttemptEntry,
  type ClaimAnswer,
  type Heard,
  type HoldAnswer,
  type Lease,
  type ModelFinding,
  type Outcome,
  type Recollection,
  type StageJob,
  type TokenPiece,
  type WorkerCard,
} from '#contracts';
import type { Outage } from '#domain';

const TTL_MS = 6000;
const NOTHING = { entries: [], events: [], modelCalls: 0, toolCalls: 0, usage: null, head: null };

/** The API's side of the link over a real store, without a conductor behind it. */
export class LinkOverStore extends WorkerLink {
  readonly pieces: TokenPiece[] = [];
  readonly cards: WorkerCard[] = [];
  readonly searched: string[] = [];

  constructor(private readonly store: TaskStore) {
    super();
  }

  async claim(job: StageJob, worker: string): Promise<ClaimAnswer> {
    const token = randomUUID();
    const claimed = await this.store.claim({ attemptId: attemptId(job), epoch: job.epoch }, worker, token, TTL_MS);
    if (claimed.kind !== 'claimed') return claimed;
    const { attempt, taskId, epoch } = claimed;
    const task = {
      id: taskId,
      goal: 'g',
      status: 'executing',
      context: {},
      approvalMode: 'auto' as const,
      protected: [],
      workspaceId: 'folder-1',
      workspaceName: 'f',
    };
    const about = { task, plan: null, memory: [], instructions: [], recorded: [], base: 'c0' };
    return {
      kind: 'claimed',
      lease: { attemptId: attempt.id, epoch, token, ttlMs: TTL_MS },
      work: {
        ...about,
        stage: 'plan',
        version: 1,
        settled: [],
        lessons: [],
        rung: { tier: 1, fresh: false, think: false, budget: 1 },
      },
    };
  }

  async renew(lease: Lease, sinceInstruction: number): Promise<HoldAnswer> {
    return told(await this.store.renew(lease, sinceInstruction));
  }

  async record(lease: Lease, entries: readonly AttemptEntry[], sinceInstruction: number): Promise<HoldAnswer> {
    return told(await this.store.write(lease, { ...NOTHING, entries }, sinceInstruction));
  }

  async finish(lease: Lease, outcome: Outcome): Promise<HoldAnswer> {
    return told(await this.store.finish(lease, outcome, NOTHING));
  }

  async release(lease: Lease, outage?: Outage): Promise<void> {
    await this.store.release(lease, { delayMs: outage === undefined ? 0 : 60_000, events: [] });
  }

  async searchMemory(_lease: Lease, query: string): Promise<readonly Recollection[]> {
    this.searched.push(query);
    return [];
  }

  showTokens(pieces: readonly TokenPiece[]): void {
    this.pieces.push(...pieces);
  }

  async heartbeat(card: WorkerCard, findings: readonly ModelFinding[]): Promise<Heard> {
    this.cards.push(card);
    return { profiles: findings.map((finding) => withFinding(null, finding)), atWork: true };
  }
}

const told = (held: Awaited<ReturnType<TaskStore['renew']>>): HoldAnswer =>
  held.kind === 'held' ? { kind: 'held', instructions: held.instructions } : held;

/** Bundles as they came and went; the trees themselves are another lib's. */
export class ScriptedTrees extends TreeStore {
  readonly imported: { workspaceId: string; base: string; commit: string; attemptId: string; bytes: number }[] = [];
  readonly exported: { workspaceId: string; want: string; have: readonly string[] }[] = [];
  bundle = Buffer.from('PACK');

  async exportBundle(workspaceId: string, want: string, have: readonly string[]): Promise<Buffer> {
    this.exported.push({ workspaceId, want, have });
    return this.bundle;
  }

  async importBundle(
    workspaceId: string,
    of: { base: string; commit: string; bundle: Buffer; attemptId: string },
  ): Promise<void> {
    const { base, commit, attemptId: attempt, bundle } = of;
    this.imported.push({ workspaceId, base, commit, attemptId: attempt, bytes: bundle.length });
  }

  register = unused;
  snapshot = unused;
  listing = unused;
  treeId = unused;
  land = unused;
  revert = unused;
  changes = unused;
  diff = unused;
  recover = unused;
  upkeep = unused;
  lateWrites = unused;
  show = unused;
  shownTasks = unused;
}

function unused(): never {
  throw new Error('not part of these specs');
}
