import { lstat, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { CheckResult, FileChange } from '#domain';
import type { AttemptTree, CheckRunner } from '../../ports/attempt-trees.js';

/** Larger files are not looked into. */
const LARGEST = 2 * 1024 * 1024;

/** The files of an attempt and what they were, as facts are looked for in them. */
export class FilesView {
  private readonly held = new Map<string, Promise<Buffer | null>>();
  private readonly earlier = new Map<string, Promise<Buffer | null | undefined>>();

  /**
   * `base`: the commit that what was there before is looked up in; null = nobody knows what was.
   * `there`: every path of the tree; `past`: a tree that has that commit.
   */
  constructor(
    private readonly tree: AttemptTree,
    private readonly base: string | null,
    readonly there: readonly string[],
    readonly changes: readonly FileChange[],
    private readonly runner: CheckRunner,
    private readonly signal: AbortSignal,
    private readonly past: AttemptTree = tree,
  ) {}

  /** Paths that a name of the text may mean: that path, else every file of that name that this work has touched. */
  meant(name: string): string[] {
    if (this.there.includes(name)) return [name];
    const nested = this.there.filter((path) => path.endsWith(`/${name}`) || isVariant(path, name));
    const touched = nested.filter((path) => this.isChanged(path));
    return touched.length > 0 ? touched : nested;
  }

  /** The file of that name before the work: that path, else the only one of the name. */
  was(name: string): string | null {
    const made = new Set(
      this.changes.flatMap(({ path, operation }) => (operation === 'create' || operation === 'rename' ? [path] : [])),
    );
    const before = [
      ...this.there.filter((path) => !made.has(path)),
      ...this.changes.flatMap(({ path, operation, oldPath }) =>
        operation === 'delete' ? [path] : oldPath === undefined ? [] : [oldPath],
      ),
    ];
    if (before.includes(name)) return name;
    const [only, ...others] = before.filter((path) => path.endsWith(`/${name}`));
    return others.length === 0 ? (only ?? null) : null;
  }

  isChanged(path: string): boolean {
    return this.changes.some((change) => change.path === path || change.oldPath === path);
  }

  /** Null where there is no such text. */
  async text(path: string): Promise<string | null> {
    const bytes = await this.bytes(path);
    return bytes === null ? null : decoded(bytes);
  }

  /** The text as it was; null = there was none, undefined = nobody knows. */
  async before(path: string): Promise<string | null | undefined> {
    const bytes = await this.bytesBefore(path);
    return bytes === null || bytes === undefined ? bytes : (decoded(bytes) ?? undefined);
  }

  /** Null where there is no such file, or it is too large to be looked into. */
  bytes(path: string): Promise<Buffer | null> {
    return remembered(this.held, path, async () => {
      const stat = await lstat(join(this.tree.root, path)).catch(() => null);
      return stat?.isFile() === true && stat.size <= LARGEST ? readFile(join(this.tree.root, path)) : null;
    });
  }

  /** As `before`. */
  bytesBefore(path: string): Promise<Buffer | null | undefined> {
    const { base } = this;
    return remembered(this.earlier, path, async () => {
      if (base === null) return undefined;
      const file = await this.past.fileAt(base, path);
      return file === null ? null : file.bytes.length > LARGEST ? undefined : file.bytes;
    });
  }

  async isExecutable(path: string): Promise<boolean> {
    const stat = await lstat(join(this.tree.root, path)).catch(() => null);
    return stat !== null && (stat.mode & 0o100) !== 0;
  }

  /** Whether a file could be executed before the work; null where nobody knows. */
  async wasExecutable(path: string): Promise<boolean | null> {
    return this.base === null ? null : ((await this.past.fileAt(this.base, path))?.executable ?? null);
  }

  run(command: string): Promise<CheckResult> {
    return this.runner.run(this.tree, command, this.signal);
  }
}

function decoded(bytes: Buffer): string | null {
  if (bytes.subarray(0, 8192).includes(0)) return null;
  return bytes.toString('utf8').replace(/^\ufeff/, '');
}

function remembered<T>(known: Map<string, Promise<T>>, key: string, find: () => Promise<T>): Promise<T> {
  const found = known.get(key) ?? find();
  known.set(key, found);
  return found;
}

/** "README" may be README.md. */
export const isVariant = (path: string, name: string): boolean =>
  /^[A-Z]+$/.test(name) && basename(path).toUpperCase().startsWith(`${name}.`);
