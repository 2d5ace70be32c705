import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ModelConfig, SandboxConfig } from '#config';
import {
  WorkerLink,
  type AttemptEntry,
  type ClaimAnswer,
  type ExecuteWork,
  type Heard,
  type HoldAnswer,
  type Instruction,
  type Lease,
  type Outcome,
  type PlanWork,
  type StageJob,
  type VerifyWork,
  type Work,
} from '#contracts';
import { LoomError, type ApprovalMode, type Outage, type FileChange, type SubtaskSpec } from '#domain';
import { createModelClient, LocalEndpointSlots, type HttpModelClient } from '#models';
import { AttemptTrees, Journal, SystemClock, type AttemptTree, type TreeWish } from '#roles';
import { ScriptedModelServer, type Script } from '#testing';
import { chooseSandbox, LocalToolBox, SandboxedCheckRunner, type Sandbox } from '#tools';

const run = promisify(execFile);

/** A git repository of one folder, and worktrees of it for attempts, which see each other's commits. */
export class ClonedTrees extends AttemptTrees {
  private readonly folder = mkdtempSync(join(tmpdir(), 'loom-roles-'));
  private readonly origin = join(this.folder, 'origin');
  private count = 0;
  /** Of every tree that is opened. */
  setUpProblem: string | null = null;

  /** Commits these files and answers the commit. */
  async seed(files: Readonly<Record<string, string>>): Promise<string> {
    mkdirSync(this.origin, { recursive: true });
    await this.git(this.origin, 'init', '-q', '--template=');
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.origin, path)), { recursive: true });
      writeFileSync(join(this.origin, path), text);
    }
    return this.commit(this.origin, '--allow-empty');
  }

  async open(wish: TreeWish): Promise<AttemptTree> {
    const root = join(this.folder, `attempt-${++this.count}`);
    const scratch = join(this.folder, `scratch-${wish.taskId}`);
    mkdirSync(scratch, { recursive: true });
    await this.git(this.origin, 'worktree', 'add', '-q', '--detach', root, wish.head);
    let head = wish.head;
    const diff = (from: string, to: string) => this.git(root, 'diff', from, to);
    const changes = async (from: string, to: string): Promise<FileChange[]> => {
      const lines = (await this.git(root, 'diff', '--name-status', '--no-renames', from, to)).split('\n');
      const operations: Readonly<Record<string, FileChange['operation']>> = { A: 'create', M: 'modify', D: 'delete' };
      return lines.filter(Boolean).map((line) => {
        const [letter = '', path = ''] = line.split('\t');
        return { path, operation: operations[letter] ?? 'modify', additions: 1, deletions: 0, binary: false };
      });
    };
    return {
      root,
      scratch,
      setUpProblem: this.setUpProblem,
      get head() {
        return head;
      },
      snapshot: async () => {
        const before = head;
        head = await this.commit(root);
        return { commit: head, changes: head === before ? [] : await changes(before, head), skipped: [] };
      },
      reset: async () => {
        await this.git(root, 'reset', '-q', '--hard');
        await this.git(root, 'clean', '-fdxq');
      },
      diff,
      changes,
      fileAt: async (commit, path) => {
        const [mode] = (await this.git(root, 'ls-tree', commit, '--', path)).split(' ');
        if (mode !== '100644' && mode !== '100755') return null;
        const bytes = Buffer.from(await this.git(root, 'show', `${commit}:${path}`));
        return { bytes, executable: mode === '100755' };
      },
      close: async () => rmSync(root, { recursive: true, force: true }),
    };
  }

  /** A file of a commit. */
  show(commit: string, path: string): Promise<string> {
    return this.git(this.origin, 'show', `${commit}:${path}`);
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async commit(root: string, ...flags: string[]): Promise<string> {
    await this.git(root, 'add', '-A');
    const status = await this.git(root, 'status', '--porcelain');
    if (status !== '' || flags.length > 0) await this.git(root, 'commit', '-q', ...flags, '-m', 'state');
    return (await this.git(root, 'rev-parse', 'HEAD')).trim();
  }

  private async git(cwd: string, ...args: string[]): Promise<string> {
    const who = ['user.name=t', 'user.email=t@localhost', 'commit.gpgsign=false', 'maintenance.auto=false'];
    const settings = who.flatMap((setting) => ['-c', setting]);
    return (await run('git', [...settings, ...args], { cwd, maxBuffer: 64 << 20 })).stdout;
  }
}

export class Away extends LoomError {
  readonly code = 'api_unreachable';
  override readonly retryable = true;
}

/** The API's side of the link, in memory: one attempt, its entries and its outcome. */
export class MemoryLink extends WorkerLink {
  readonly entries: AttemptEntry[] = [];
  readonly outcomes: Outcome[] = [];
  readonly instructions: Instruction[] = [];
  released = 0;
  readonly outages: Outage[] = [];
  renewals = 0;
  away = false;
  lost: Extract<HoldAnswer, { kind: 'lost' }>['because'] | null = null;
  /** Called after each entry is in. */
  onEntry: (entry: AttemptEntry) => void = () => undefined;

  constructor(private readonly work: Work | null = null) {
    super();
  }

  instruct(text: string): void {
    this.instructions.push({ id: this.instructions.length + 1, text, at: '2026-01-01T00:00:00Z' });
  }

  async claim(job: StageJob): Promise<ClaimAnswer> {
    this.check();
    if (this.work === null) return { kind: 'gone', because: 'no such attempt' };
    return { kind: 'claimed', lease: leaseOf(job.stage), work: this.work };
  }

  async renew(_lease: Lease, since: number): Promise<HoldAnswer> {
    this.check();
    this.renewals++;
    return this.hold(since);
  }

  async record(_lease: Lease, entries: readonly AttemptEntry[], since: number): Promise<HoldAnswer> {
    this.check();
    for (const entry of entries) {
      const next = (this.work?.recorded.length ?? 0) + this.entries.length + 1;
      if (entry.n > next) throw new Error(`a gap before entry ${entry.n}`);
      if (entry.n < next) continue;
      this.entries.push(entry);
      this.onEntry(entry);
    }
    return this.hold(since);
  }

  async finish(_lease: Lease, outcome: Outcome): Promise<HoldAnswer> {
    this.check();
    if (this.lost === null) this.outcomes.push(outcome);
    return this.hold(0);
  }

  async release(_lease: Lease, outage?: Outage): Promise<void> {
    this.check();
    this.released++;
    if (outage !== undefined) this.outages.push(outage);
  }

  async searchMemory(): Promise<[]> {
    return [];
  }

  showTokens(): void {}

  async heartbeat(): Promise<Heard> {
    return { profiles: [], atWork: true };
  }

  private check(): void {
    if (this.away) throw new Away('the API is away');
  }

  private hold(since: number): HoldAnswer {
    if (this.lost !== null) return { kind: 'lost', because: this.lost };
    return { kind: 'held', instructions: this.instructions.filter((i) => i.id > since) };
  }
}

export const leaseOf = (stage: string): Lease => ({
  attemptId: `${stage}.task.a.1`,
  epoch: 1,
  token: 'token',
  ttlMs: 6000,
});

export interface Bench {
  readonly server: ScriptedModelServer;
  readonly models: HttpModelClient;
  readonly trees: ClonedTrees;
  readonly tools: LocalToolBox;
  readonly checks: SandboxedCheckRunner;
  readonly clock: SystemClock;
  close(): Promise<void>;
}

const ALL_ROLES = ['planner', 'executor', 'verifier', 'extractor'];

/** A scripted model behind the real client, git trees and the real tools. */
export async function startBench(answer: Script, models: readonly Partial<ModelConfig>[] = [{}]): Promise<Bench> {
  const server = await ScriptedModelServer.start(answer);
  const configs = models.map((given, i) =>
    Object.assign(
      new ModelConfig(),
      { name: `m${i + 1}`, provider: 'ollama', baseUrl: server.url, model: 'scripted', roles: ALL_ROLES },
      given,
    ),
  );
  const client = createModelClient(configs, {
    slots: new LocalEndpointSlots(),
    timings: { tries: 1 } as object,
  });
  const trees = new ClonedTrees();
  const { sandbox }: { sandbox: Sandbox } = await chooseSandbox(new SandboxConfig());
  return {
    server,
    models: client,
    trees,
    tools: new LocalToolBox(sandbox),
    checks: new SandboxedCheckRunner(sandbox),
    clock: new SystemClock(),
    close: async () => {
      await client.close();
      await server.close();
      trees.dispose();
    },
  };
}

/** A journal over the link, and the signal that a lost lease aborts. */
export function journalOf(link: MemoryLink, work: Work, heard = 0): { journal: Journal; signal: AbortSignal } {
  const controller = new AbortController();
  const journal = new Journal(link, new SystemClock(), {
    lease: leaseOf(work.stage),
    taskId: work.task.id,
    recorded: work.recorded,
    heard,
    signal: controller.signal,
    onLost: (lost) => controller.abort(lost),
  });
  return { journal, signal: controller.signal };
}

export const subtaskOf = (given: Partial<SubtaskSpec> = {}): SubtaskSpec => ({
  id: 'a',
  description: 'Write a.txt.',
  dependsOn: [],
  modelTier: 1,
  verificationTier: 1,
  isCriticalPath: false,
  acceptanceCriteria: 'a.txt holds the word done.',
  expectedOutputs: ['a.txt'],
  checks: [],
  ...given,
});

const common = (base: string) => ({
  task: {
    id: 'task',
    goal: 'Make {braces} and $& survive.',
    status: 'executing',
    context: {},
    protected: [],
    workspaceId: 'w',
    approvalMode: 'auto' as ApprovalMode,
    workspaceName: 'project',
  },
  plan: null,
  memory: [],
  instructions: [],
  recorded: [],
  base,
});
const rung = { tier: 1, fresh: false, think: false, budget: 1 } as const;

export const executeWork = (base: string, given: Partial<ExecuteWork> = {}): ExecuteWork => ({
  ...common(base),
  stage: 'execute',
  subtask: subtaskOf(),
  attempt: 1,
  rung,
  feedback: [],
  head: base,
  maxTurns: 20,
  tokensLeft: null,
  ...given,
});

export const planWork = (base: string, given: Partial<PlanWork> = {}): PlanWork => ({
  ...common(base),
  stage: 'plan',
  version: 1,
  settled: [],
  lessons: [],
  rung,
  ...given,
});

export const verifyWork = (base: string, head: string, given: Partial<VerifyWork> = {}): VerifyWork => ({
  ...common(base),
  stage: 'verify',
  subtask: subtaskOf(),
  attempt: 1,
  head,
  summary: 'I wrote a.txt.',
  tier: 1,
  workedBy: 'm1',
  ...given,
});
