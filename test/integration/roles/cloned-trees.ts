import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { FileChange } from '#domain';
import { AttemptTrees, type AttemptTree, type TreeWish } from '#roles';

const run = promisify(execFile);

const SETTINGS = {
  ...{ 'user.name': 't', 'user.email': 't@localhost', 'commit.gpgsign': 'false', 'maintenance.auto': 'false' },
};
const ENVIRONMENT = Object.fromEntries([
  ['GIT_CONFIG_COUNT', String(Object.keys(SETTINGS).length)],
  ...Object.entries(SETTINGS).flatMap(([key, value], n) => [
    [`GIT_CONFIG_KEY_${n}`, key],
    [`GIT_CONFIG_VALUE_${n}`, value],
  ]),
]) as Record<string, string>;
/** Where there is nothing yet, nothing is committed too. */
const COMMIT = `set -e
git add -A
if ! git rev-parse -q --verify HEAD > /dev/null || ! git diff-index --cached --quiet HEAD
then git commit -q --allow-empty -m state
fi
git rev-parse HEAD`;

/** Neither a commit nor a blob changes. */
function once<T>(known: Map<string, Promise<T>>, name: string, read: () => Promise<T>): Promise<T> {
  const value = known.get(name) ?? read();
  known.set(name, value);
  return value;
}

/** A git repository of one folder, and worktrees of it for attempts, which see each other's commits. */
export class ClonedTrees extends AttemptTrees {
  private readonly folder = mkdtempSync(join(tmpdir(), 'loom-roles-'));
  private readonly origin = join(this.folder, 'origin');
  private count = 0;
  private readonly listed = new Map<string, Promise<ReadonlyMap<string, { mode: string; blob: string }>>>();
  private readonly texts = new Map<string, Promise<string>>();
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
    return this.commit(this.origin);
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
        const { mode, blob } = (await this.filesOf(commit)).get(path) ?? {};
        if (blob === undefined || (mode !== '100644' && mode !== '100755')) return null;
        return { bytes: Buffer.from(await this.text(blob)), executable: mode === '100755' };
      },
      close: async () => rmSync(root, { recursive: true, force: true }),
    };
  }

  private filesOf(commit: string): Promise<ReadonlyMap<string, { mode: string; blob: string }>> {
    return once(this.listed, commit, async () => {
      const lines = (await this.git(this.origin, 'ls-tree', '-r', '-z', commit)).split('\0').filter(Boolean);
      return new Map(
        lines.map((line) => {
          const [what = '', path = ''] = line.split('\t');
          const [mode = '', , blob = ''] = what.split(' ');
          return [path, { mode, blob }];
        }),
      );
    });
  }

  private text(blob: string): Promise<string> {
    return once(this.texts, blob, () => this.git(this.origin, 'cat-file', 'blob', blob));
  }

  /** A file of a commit. */
  show(commit: string, path: string): Promise<string> {
    return this.git(this.origin, 'show', `${commit}:${path}`);
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** In one process of its own, which starts each git from a smaller one than a process full of specs. */
  private async commit(root: string): Promise<string> {
    return (await this.run(root, 'sh', '-c', COMMIT)).trim();
  }

  private git(cwd: string, ...args: string[]): Promise<string> {
    return this.run(cwd, 'git', ...args);
  }

  private async run(cwd: string, program: string, ...args: string[]): Promise<string> {
    return (await run(program, args, { cwd, env: { ...process.env, ...ENVIRONMENT }, maxBuffer: 64 << 20 })).stdout;
  }
}
