import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { FileChange } from '#domain';
import { AttemptTrees, type AttemptTree, type TreeWish } from '#roles';

const run = promisify(execFile);

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

  private async commit(root: string, ...flags: string[]): Promise<string> {
    await this.git(root, 'add', '-A');
    const isNew = flags.length > 0 || (await this.git(root, 'status', '--porcelain')) !== '';
    if (isNew) await this.git(root, 'commit', '-q', ...flags, '-m', 'state');
    return (await this.git(root, 'rev-parse', 'HEAD')).trim();
  }

  private async git(cwd: string, ...args: string[]): Promise<string> {
    const who = ['user.name=t', 'user.email=t@localhost', 'commit.gpgsign=false', 'maintenance.auto=false'];
    const settings = who.flatMap((setting) => ['-c', setting]);
    return (await run('git', [...settings, ...args], { cwd, maxBuffer: 64 << 20 })).stdout;
  }
}
