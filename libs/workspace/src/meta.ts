import { WorkspaceFailure } from './errors.js';
import { ancestorsOf, nameProblem, type BytePath } from './byte-path.js';

export const META_FILE = 'meta.json';

/**
 * What git trees cannot hold: empty folders, and permission bits beyond "executable". `file` and `exec` are the
 * workspace's usual modes (its owner's umask), so that only the exceptions are listed.
 */
export interface MetaRecord {
  readonly file: number;
  readonly exec: number;
  readonly dirs: ReadonlySet<BytePath>;
  readonly modes: ReadonlyMap<BytePath, number>;
}

export const EMPTY_META: MetaRecord = { file: 0o644, exec: 0o755, dirs: new Set(), modes: new Map() };

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Sorted, so that equal records are equal bytes. Names are bytes, written one character a byte. */
export function serialiseMeta(meta: MetaRecord): Buffer {
  const text = JSON.stringify({
    file: meta.file.toString(8),
    exec: meta.exec.toString(8),
    dirs: [...meta.dirs].sort(order),
    modes: Object.fromEntries(
      [...meta.modes].sort(([a], [b]) => order(a, b)).map(([path, mode]) => [`/${path}`, mode.toString(8)]),
    ),
  });
  return Buffer.from(text, 'utf8');
}

function octal(value: unknown): number {
  if (typeof value !== 'string' || !/^[0-7]{1,4}$/.test(value))
    throw new WorkspaceFailure('a mode record is unreadable');
  return parseInt(value, 8);
}

function checkedName(path: string): BytePath {
  if (!/^[\x01-\xff]+$/.test(path) || nameProblem(path) !== null)
    throw new WorkspaceFailure('a mode record names an impossible path');
  return path;
}

/** Reads a record that may come from a worker: every name and mode is checked. */
export function parseMeta(bytes: Buffer): MetaRecord {
  let data: unknown;
  try {
    data = JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw new WorkspaceFailure('a mode record is not JSON', { cause });
  }
  if (typeof data !== 'object' || data === null) throw new WorkspaceFailure('a mode record is not an object');
  const { file, exec, dirs, modes } = data as Record<string, unknown>;
  if (!Array.isArray(dirs) || typeof modes !== 'object' || modes === null) {
    throw new WorkspaceFailure('a mode record lacks its lists');
  }
  const names = dirs.map((dir: unknown) => checkedName(typeof dir === 'string' ? dir : ''));
  return {
    file: octal(file),
    exec: octal(exec),
    dirs: new Set(names),
    modes: new Map(Object.entries(modes).map(([path, mode]) => [checkedName(path.slice(1)), octal(mode)])),
  };
}

/** Permission bits a file has in the workspace. */
export function modeOf(meta: MetaRecord, path: BytePath, gitMode: string): number {
  return meta.modes.get(path) ?? (gitMode === '100755' ? meta.exec : meta.file);
}

export interface TreeShape {
  /** Files and links. */
  readonly files: ReadonlySet<BytePath>;
  readonly dirs: ReadonlySet<BytePath>;
}

/** Both sides' changes to the record, per path; where both changed one differently, ours stays and it is a conflict. */
export function mergeMeta(
  base: MetaRecord,
  ours: MetaRecord,
  theirs: MetaRecord,
): { meta: MetaRecord; conflicts: BytePath[] } {
  const dirs = new Set<BytePath>();
  for (const dir of new Set([...base.dirs, ...ours.dirs, ...theirs.dirs])) {
    const was = base.dirs.has(dir);
    const keep = ours.dirs.has(dir) === was ? theirs.dirs.has(dir) : ours.dirs.has(dir);
    if (keep) dirs.add(dir);
  }
  const modes = new Map<BytePath, number>();
  const conflicts: BytePath[] = [];
  for (const path of new Set([...base.modes.keys(), ...ours.modes.keys(), ...theirs.modes.keys()])) {
    const [was, mine, other] = [base.modes.get(path), ours.modes.get(path), theirs.modes.get(path)];
    const mode = mine === was ? other : mine;
    if (mine !== was && other !== was && mine !== other) conflicts.push(path);
    if (mode !== undefined) modes.set(path, mode);
  }
  return { meta: { file: ours.file, exec: ours.exec, dirs, modes }, conflicts };
}

/**
 * Drops what a tree contradicts: a mode of no file, an empty folder that is not empty. Answers also the folders that
 * stand where the tree has a file or below one.
 */
export function fitMeta(meta: MetaRecord, shape: TreeShape): { meta: MetaRecord; clashes: BytePath[] } {
  const clashes: BytePath[] = [];
  const dirs = new Set<BytePath>();
  const inner = new Set<BytePath>();
  for (const dir of meta.dirs) for (const above of ancestorsOf(dir)) inner.add(above);
  for (const dir of meta.dirs) {
    if (shape.files.has(dir) || [...ancestorsOf(dir)].some((above) => shape.files.has(above))) clashes.push(dir);
    else if (!shape.dirs.has(dir) && !inner.has(dir)) dirs.add(dir);
  }
  const modes = new Map([...meta.modes].filter(([path]) => shape.files.has(path)));
  return { meta: { ...meta, dirs, modes }, clashes };
}
