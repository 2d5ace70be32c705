import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { AttemptTree } from '#roles';
import { DEFAULT_LIMITS, GitAttemptTrees, GitTreeStore, HeadStore } from '#workspace';
import { costBetween, standing, type Cost } from './cost.js';

export interface Row {
  readonly name: string;
  readonly loom: Cost[];
  readonly git: Cost[];
  /** What plain git did. */
  readonly command: string;
}

export interface Wish {
  readonly files: number;
  readonly ignoredGib: number;
  readonly rounds: number;
  readonly dir?: string | undefined;
}

/** About 7.6 KB of code, different in each file. */
function source(n: number): string {
  const line = (k: number): string =>
    `export const value_${n}_${k} = compute(${n * 31 + k}, 'name ${(n * k) % 977}');\n`;
  return Array.from({ length: 128 }, (_, k) => line(k)).join('');
}

const pathOf = (n: number): string => `src/part${Math.floor(n / 400)}/module${Math.floor(n / 20)}/file${n}.ts`;

function build(root: string, wish: Wish): void {
  for (let n = 0; n < wish.files; n++) {
    const file = join(root, pathOf(n));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, source(n));
  }
  writeFileSync(join(root, '.gitignore'), 'build/\n');
  const chunk = randomBytes(26_843);
  for (let n = 0; n < 40_000 * wish.ignoredGib; n++) {
    const dir = join(root, n % 2 === 0 ? 'node_modules' : 'build', `package${Math.floor(n / 50)}`);
    if (n % 50 < 2) mkdirSync(dir, { recursive: true });
    writeFileSync(join(dir, `${n}.js`), chunk);
  }
}

/** Measures each operation `rounds` times, by turns with git's. */
export async function measureWorkspace(wish: Wish): Promise<Row[]> {
  const dir = mkdtempSync(join(wish.dir ?? tmpdir(), 'loom-bench-'));
  try {
    return await new Bench(dir, wish).run();
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

class Bench {
  private readonly rows = new Map<string, Row>();
  private readonly user: string;
  private readonly plain: string;
  private readonly store: GitTreeStore;
  private readonly trees: GitAttemptTrees;
  private workspaceId = '';
  private tip = '';
  private n = 0;

  constructor(
    private readonly dir: string,
    private readonly wish: Wish,
  ) {
    this.user = join(dir, 'user');
    this.plain = join(dir, 'plain');
    mkdirSync(this.user);
    const options = { dataDir: join(dir, 'data'), scratchDir: join(dir, 'scratch') };
    this.store = new GitTreeStore(options);
    const source = new HeadStore((id) => this.store.repository(id));
    this.trees = new GitAttemptTrees({ ...options, limits: DEFAULT_LIMITS, putsBackAtOnce: true }, source);
  }

  async run(): Promise<Row[]> {
    build(this.user, this.wish);
    build(this.plain, { ...this.wish, ignoredGib: 0 });
    this.git('init', '-q');
    this.workspaceId = (await this.store.register(this.user)).workspaceId;
    await this.timed(
      'cold snapshot',
      'add -A + commit',
      () => this.snapshot(),
      () => this.commitAll(),
    );
    this.settle();
    await this.coldSlot();
    for (let round = 0; round < this.wish.rounds; round++) {
      await this.snapshot(); // takes in what the round before changed
      await this.timed(
        'unchanged snapshot',
        'status',
        () => this.snapshot(),
        () => this.git('status', '--porcelain'),
      );
      await this.attempt();
      for (const count of [1, 10, 200]) {
        if (count >= this.wish.files) continue;
        await this.landing(count, false);
        await this.landing(count, true);
      }
    }
    return [...this.rows.values()];
  }

  /** Out of the second in which files were written: what follows is what a folder costs that lies still. */
  private settle(): void {
    const until = Date.now() + 2100;
    while (Date.now() < until) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, until - Date.now());
  }

  private async coldSlot(): Promise<void> {
    const copy = join(this.dir, 'worktree');
    const worktree = (): void => this.git('worktree', 'add', '-q', '--detach', copy);
    const tree = await this.timed('slot ready, cold', 'worktree add', () => this.open(), worktree);
    await tree.close();
    await this.trees.settled();
    this.settle();
    const again = await this.open();
    await again.snapshot();
    await again.close();
    await this.trees.settled();
  }

  private async attempt(): Promise<void> {
    const tree = await this.timed(
      'slot ready, warm',
      'reset --hard + clean -ffdx',
      () => this.open(),
      () => {
        this.git('reset', '-q', '--hard');
        this.git('clean', '-qffdx', '-e', 'build');
      },
    );
    for (let k = 0; k < 3; k++) {
      const path = pathOf(this.next());
      this.edit(tree.root, path);
      this.edit(this.plain, path);
      const add = (): void => {
        this.git('add', path);
        this.git('commit', '-qm', 'step');
      };
      await this.timed('step, one known path', 'add PATH + commit', () => tree.snapshot([path]), add);
    }
    const path = pathOf(this.next());
    this.edit(tree.root, path);
    this.edit(this.plain, path);
    const all = (): void => this.commitAll();
    await this.timed('step, anything may have changed (shell)', 'add -A + commit', () => tree.snapshot(), all);
    const putBack = async (): Promise<void> => {
      await tree.close();
      await this.trees.settled();
    };
    await this.timed('slot put back, in the background', '-', putBack, null);
  }

  private async landing(count: number, withEdit: boolean): Promise<void> {
    const name = `landing of ${count}${withEdit ? ', merged with an edit of the user' : ''}`;
    const base = this.tip;
    const tree = await this.open();
    const paths = Array.from({ length: count }, () => pathOf(this.next()));
    for (const path of paths) this.edit(tree.root, path);
    const { commit: head } = await tree.snapshot(paths);
    await tree.close();
    await this.trees.settled();
    if (withEdit) this.edit(this.user, pathOf(this.next()));
    const verified = [await this.store.treeId(this.workspaceId, head)];
    const wish = {
      ...{
        landingId: `l${randomBytes(6).toString('hex')}`,
        workspaceId: this.workspaceId,
        path: this.user,
        taskId: 't',
      },
      ...{ subtaskId: 's', tip: this.tip, base, head, protected: [] },
    };
    const land = async (): Promise<{ commit: string; before: string }> => {
      let outcome = await this.store.land({ ...wish, verifiedTrees: verified });
      if (outcome.kind === 'merged') outcome = await this.store.land({ ...wish, verifiedTrees: [outcome.tree] });
      if (outcome.kind !== 'landed') throw new Error(`not landed: ${outcome.kind}`);
      return outcome;
    };
    const side = `side${this.rows.size}-${randomBytes(3).toString('hex')}`;
    this.git('checkout', '-q', '-b', side);
    for (const path of paths) this.edit(this.plain, path);
    this.commitAll();
    this.git('checkout', '-q', '-');
    if (withEdit) {
      this.edit(this.plain, pathOf(this.next()));
      this.commitAll();
    }
    const merge = (): void => this.git('merge', '-q', '-m', 'm', side);
    const landed = await this.timed(name, 'merge of a branch', land, merge);
    this.tip = landed.commit;
    if (withEdit) return;
    const undo = async (): Promise<void> => {
      const undone = await this.store.revert({
        ...{
          undoId: `u${randomBytes(6).toString('hex')}`,
          workspaceId: this.workspaceId,
          path: this.user,
          tip: this.tip,
        },
        ...{ landings: [landed], onConflict: 'abort' as const },
      });
      if (undone.kind !== 'reverted') throw new Error(`not undone: ${undone.kind}`);
      this.tip = undone.commit;
    };
    await this.timed(`undo of ${count}`, 'revert of a commit', undo, () => this.git('revert', '--no-edit', 'HEAD'));
  }

  private async timed<T>(name: string, command: string, loom: () => Promise<T>, git: (() => void) | null): Promise<T> {
    const row = this.rows.get(name) ?? { name, loom: [], git: [], command };
    this.rows.set(name, row);
    const started = standing();
    const answer = await loom();
    const between = standing();
    row.loom.push(costBetween(started, between));
    if (git === null) return answer;
    git();
    row.git.push(costBetween(between, standing()));
    return answer;
  }

  private open(): Promise<AttemptTree> {
    const of = {
      workspaceId: this.workspaceId,
      taskId: 't',
      attemptId: `a${randomBytes(6).toString('hex')}`,
      epoch: 1,
    };
    return this.trees.open({ ...of, base: this.tip, head: this.tip });
  }

  private async snapshot(): Promise<void> {
    const of = { workspaceId: this.workspaceId, path: this.user, taskId: 't' };
    this.tip = (await this.store.snapshot({ ...of, tip: this.tip === '' ? null : this.tip })).commit;
  }

  private next(): number {
    this.n = (this.n + 1) % this.wish.files;
    return this.n;
  }

  private edit(root: string, path: string): void {
    if (existsSync(join(root, path))) appendFileSync(join(root, path), `// edit ${randomBytes(4).toString('hex')}\n`);
  }

  private commitAll(): void {
    this.git('add', '-A');
    this.git('commit', '-qm', 'all', '--allow-empty');
  }

  private git(...args: string[]): void {
    const identity = ['-c', 'user.name=bench', '-c', 'user.email=bench@localhost', '-c', 'gc.auto=0'];
    execFileSync('git', [...identity, ...args], {
      cwd: this.plain,
      stdio: 'ignore',
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' },
    });
  }
}
