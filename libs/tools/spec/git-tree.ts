import { execFile } from 'node:child_process';
import { mkdtemp, mkdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { FileChange } from '#domain';
import type { AttemptTree, ToolContext } from '#roles';

const OPERATIONS: Readonly<Record<string, FileChange['operation']>> = { A: 'create', D: 'delete', R: 'rename' };

/** A real tree over a git store beside it, for specs of the tools; as small as the port allows. */
export class GitTree implements AttemptTree {
  head = '';
  /** What each snapshot was told to look at. */
  readonly asked: (readonly string[] | undefined)[] = [];

  private constructor(
    readonly root: string,
    readonly scratch: string,
    private readonly home: string,
  ) {}

  static async create(under = tmpdir()): Promise<GitTree> {
    const home = await realpath(await mkdtemp(join(under, 'loom-tools-')));
    const tree = new GitTree(join(home, 'slot'), join(home, 'scratch'), home);
    await Promise.all([mkdir(tree.root), mkdir(tree.scratch)]);
    await tree.git('init', '--quiet', '--template=');
    await tree.snapshot();
    tree.asked.length = 0;
    return tree;
  }

  async snapshot(paths?: readonly string[]): ReturnType<AttemptTree['snapshot']> {
    this.asked.push(paths);
    await this.git('add', '--all', '--force', '.');
    const written = await this.git('write-tree');
    const before = this.head;
    const same = before !== '' && (await this.git('rev-parse', `${before}^{tree}`)) === written;
    if (!same) {
      this.head = await this.git('commit-tree', written, '-m', 'step', ...(before === '' ? [] : ['-p', before]));
    }
    const changes = before === '' || same ? [] : await this.changes(before, this.head);
    return { commit: this.head, changes, skipped: [], tree: written };
  }

  async changes(from: string, to: string): Promise<readonly FileChange[]> {
    const out = await this.git('diff-tree', '-r', '-M', '--name-status', from, to);
    return out
      .split('\n')
      .filter(Boolean)
      .map((line) => {
        const [status = '', ...names] = line.split('\t');
        const operation = OPERATIONS[status[0] ?? ''] ?? 'modify';
        const path = names.at(-1) ?? '';
        const oldPath = operation === 'rename' ? { oldPath: names[0] ?? '' } : {};
        return { path, operation, additions: 0, deletions: 0, binary: false, ...oldPath };
      });
  }

  async reset(): Promise<void> {
    await this.git('read-tree', '-u', '--reset', this.head);
  }

  diff(from: string, to: string): Promise<string> {
    return this.git('diff', from, to);
  }

  async fileAt(commit: string, path: string): ReturnType<AttemptTree['fileAt']> {
    const [mode] = (await this.git('ls-tree', commit, '--', path)).split(' ');
    if (mode !== '100644' && mode !== '100755') return null;
    return { bytes: Buffer.from(await this.git('show', `${commit}:${path}`)), executable: mode === '100755' };
  }

  async close(): Promise<void> {
    await rm(this.home, { recursive: true, force: true });
  }

  private async git(...args: string[]): Promise<string> {
    const env = {
      PATH: process.env['PATH'],
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_DIR: join(this.home, 'store'),
      GIT_WORK_TREE: this.root,
      ...{ GIT_AUTHOR_NAME: 'spec', GIT_AUTHOR_EMAIL: 'spec@example.invalid' },
      ...{ GIT_COMMITTER_NAME: 'spec', GIT_COMMITTER_EMAIL: 'spec@example.invalid' },
    };
    const { stdout } = await promisify(execFile)('git', args, { cwd: this.root, env });
    return stdout.trim();
  }
}

export function contextOf(tree: AttemptTree, more: Partial<ToolContext> = {}): ToolContext {
  return {
    tree,
    signal: new AbortController().signal,
    asked: '',
    protected: [],
    seen: new Set(),
    searchMemory: async () => [],
    ...more,
  };
}
