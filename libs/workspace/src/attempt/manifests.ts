import { toBytes, type BytePath } from '../byte-path.js';
import { isFolder, type Entry, type Trees } from '../git/trees.js';

/** Files that say what is to be installed, and packages that are installed from a file. */
const MANIFESTS: ReadonlySet<string> = new Set([
  ...['package.json', 'package-lock.json', 'npm-shrinkwrap.json', '.npmrc', 'pnpm-lock.yaml', 'pnpm-workspace.yaml'],
  ...['yarn.lock', '.yarnrc', '.yarnrc.yml', 'bun.lock', 'bun.lockb', 'bunfig.toml', '.nvmrc', '.node-version'],
  ...['pyproject.toml', 'uv.lock', 'uv.toml', 'poetry.lock', 'poetry.toml', 'pdm.lock', 'Pipfile', 'Pipfile.lock'],
  ...['setup.py', 'setup.cfg', '.python-version', 'constraints.txt', 'Gemfile', 'Gemfile.lock'],
]);
const MORE_MANIFESTS = /^requirements[\w.-]*\.(?:txt|in)$|\.(?:tgz|whl|tar\.gz)$/;

const MAX_DEPTH = 4;
const MAX_FILES = 5000;

/** A file that a set-up finds. */
export interface SetUpInput extends Entry {
  readonly path: BytePath;
}

export interface SetUpCommand {
  /** Name of the files in whose folders it runs. */
  readonly lockfile: string;
  readonly command: string;
}

/**
 * Everything that the commands find when they run, sorted by path: manifests, and the files and folders that a command
 * names. Null where these are more than can be looked through. A link is none: what it leads to may be anything.
 */
export async function setUpInputs(
  trees: Trees,
  files: string,
  commands: readonly SetUpCommand[],
): Promise<SetUpInput[] | null> {
  const found = new Map<BytePath, SetUpInput>();
  const locks = new Set(commands.map(({ lockfile }) => lockfile));
  const isManifest = (name: string): boolean => MANIFESTS.has(name) || MORE_MANIFESTS.test(name) || locks.has(name);
  await take(trees, { prefix: '', tree: files, depth: MAX_DEPTH }, isManifest, found);
  for (const { path } of [...found.values()]) {
    for (const { command } of commands.filter(({ lockfile }) => lockfile === nameOf(path))) {
      for (const named of namedIn(command, path)) {
        const entry = await trees.lookup(files, named);
        if (isFile(entry)) found.set(named, { path: named, ...entry });
        else if (isFolder(entry))
          await take(trees, { prefix: `${named}/`, tree: entry.id, depth: 64 }, () => true, found);
      }
    }
  }
  if (found.size > MAX_FILES) return null;
  return [...found.values()].sort((a, b) => Buffer.compare(toBytes(a.path), toBytes(b.path)));
}

export const nameOf = (path: BytePath): string => path.slice(path.lastIndexOf('/') + 1);

interface FileEntry extends Entry {
  readonly mode: '100644' | '100755';
}

const isFile = (entry: Entry | null): entry is FileEntry => entry !== null && /^100/.test(entry.mode);

async function take(
  trees: Trees,
  from: { prefix: BytePath; tree: string; depth: number },
  isWanted: (name: string) => boolean,
  found: Map<BytePath, SetUpInput>,
): Promise<void> {
  const queue = [from];
  for (let at = queue.shift(); at !== undefined && found.size <= MAX_FILES; at = queue.shift()) {
    for (const [name, entry] of await trees.read(at.tree)) {
      const path = at.prefix + name;
      if (isFile(entry) && isWanted(name)) found.set(path, { path, ...entry });
      if (isFolder(entry) && at.depth > 1 && !name.startsWith('.'))
        queue.push({ prefix: `${path}/`, tree: entry.id, depth: at.depth - 1 });
    }
  }
}

/** Words with a slash or a dot in them, from the folder of the lock file on. */
function namedIn(command: string, lockfile: BytePath): BytePath[] {
  const folder = lockfile.includes('/') ? lockfile.slice(0, lockfile.lastIndexOf('/')).split('/') : [];
  return command.split(/[\s"'`=;&|()<>]+/).flatMap((word) => {
    if (!/[./]/.test(word) || word.startsWith('/')) return [];
    const parts = [...folder];
    for (const part of Buffer.from(word).toString('latin1').split('/')) {
      if (part === '..') parts.pop();
      else if (part !== '' && part !== '.') parts.push(part);
    }
    const path = parts.join('/');
    return path === '' || path === folder.join('/') ? [] : [path];
  });
}
