import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { cp, mkdtemp, mkdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { FileChange } from '#domain';
import type { AttemptTree, ToolContext } from '#roles';

const OPERATIONS: Readonly<Record<string, FileChange['operation']>> = { A: 'create', D: 'delete', R: 'rename' };

/** In one process of its own, which starts each git from a smaller one than a process full of specs. */
const INIT = `set -e
git init --quiet --template=
git config --unset core.worktree
git add --all --force .
git commit-tree "$(git write-tree)" -m step`;
/** Answers the tree, the commit and, where it is another than before, what has changed. */
const SNAPSHOT = `set -e
git add --all --force .
tree=$(git write-tree)
echo "$tree"
[ "$tree" != "$(git rev-parse "$0^{tree}")" ] || exit 0
commit=$(git commit-tree "$tree" -m step -p "$0")
echo "$commit"
git diff-tree -r -M --name-status "$0" "$commit"`;

/** A store with one commit, of nothing; all trees begin with a copy of it. */
let first: Promise<{ readonly store: string; readonly head: string }> | null = null;

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
    first ??= GitTree.first();
    const { store, head } = await first;
    await cp(store, tree.store, { recursive: true });
    tree.head = head;
    return tree;
  }

  private static async first(): Promise<{ store: string; head: string }> {
    const home = await mkdtemp(join(tmpdir(), 'loom-tools-first-'));
    process.on('exit', () => rmSync(home, { recursive: true, force: true }));
    const tree = new GitTree(join(home, 'slot'), join(home, 'scratch'), home);
    await mkdir(tree.root);
    return { store: tree.store, head: await tree.run('sh', '-c', INIT) };
  }

  async snapshot(paths?: readonly string[]): ReturnType<AttemptTree['snapshot']> {
    this.asked.push(paths);
    const [written = '', commit, ...changed] = (await this.run('sh', '-c', SNAPSHOT, this.head)).split('\n');
    if (commit !== undefined) this.head = commit;
    return { commit: this.head, changes: changesIn(changed), skipped: [], tree: written };
  }

  async changes(from: string, to: string): Promise<readonly FileChange[]> {
    return changesIn((await this.git('diff-tree', '-r', '-M', '--name-status', from, to)).split('\n'));
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

  private get store(): string {
    return join(this.home, 'store');
  }

  private git(...args: string[]): Promise<string> {
    return this.run('git', ...args);
  }

  private async run(program: string, ...args: string[]): Promise<string> {
    const env = {
      PATH: process.env['PATH'],
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_DIR: this.store,
      GIT_WORK_TREE: this.root,
      ...{ GIT_AUTHOR_NAME: 'spec', GIT_AUTHOR_EMAIL: 'spec@example.invalid' },
      ...{ GIT_COMMITTER_NAME: 'spec', GIT_COMMITTER_EMAIL: 'spec@example.invalid' },
    };
    const { stdout } = await promisify(execFile)(program, args, { cwd: this.root, env });
    return stdout.trim();
  }
}

function changesIn(lines: readonly string[]): FileChange[] {
  return lines.filter(Boolean).map((line) => {
    const [status = '', ...names] = line.split('\t');
    const operation = OPERATIONS[status[0] ?? ''] ?? 'modify';
    const path = names.at(-1) ?? '';
    const oldPath = operation === 'rename' ? { oldPath: names[0] ?? '' } : {};
    return { path, operation, additions: 0, deletions: 0, binary: false, ...oldPath };
  });
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
