import { execFile } from 'node:child_process';
import { constants, lstatSync } from 'node:fs';
import { copyFile, cp, lstat, mkdir, opendir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { isDiskFull } from '#domain';
import type { Overlay } from '#roles';
import { entriesIn } from '../entries.js';
import { LruMap } from '../lru-map.js';
import { makeFolder } from '../make-folder.js';

/** Folders that tools install into. Ignored everywhere, so that nothing of them is ever snapshotted or landed. */
const NAMES: ReadonlySet<string> = new Set(['node_modules', '.venv', 'venv']);

const MAX_DEPTH = 4;
const MAX_FOUND = 32;
/** Folders looked at in search of them. */
const MAX_LOOKED_AT = 5000;
/** Of one of them. */
const MAX_ENTRIES = 50_000;
/** Beyond these nothing is copied byte by byte. */
const MAX_COPIED_BYTES = 2 * 2 ** 30;
const MAX_COPIED_FILES = 300_000;

const run = promisify(execFile);

/**
 * Gives a checkout what is installed in some folders (the user's, a set-up's; the first goes before the others),
 * without a way for an attempt to change it there: mounted under a layer of the attempt's own where the system can,
 * else copied; never linked. Answers what is to be mounted.
 */
export async function provideDependencies(
  slot: { root: string; dir: string },
  homes: readonly string[],
): Promise<Overlay[]> {
  const layers = join(slot.dir, 'layers');
  await rm(layers, { recursive: true, force: true });
  const overlays: Overlay[] = [];
  const installed: { name: string; lower: string }[] = [];
  for (const home of homes)
    for (const name of await dependencyFolders(home)) installed.push({ name, lower: join(home, name) });
  for (const [n, { name, lower }] of installed.entries()) {
    const target = join(slot.root, name);
    // Of a package that the checkout does not have, nothing is needed; and nothing is followed or written over.
    if (!(await isPlainFolder(slot.root, dirname(name))) || !(await isFree(target))) continue;
    const overlay: Overlay = { lower, name, work: join(layers, String(n)) };
    await mkdir(target, { mode: 0o755 });
    makeFolder(overlay.work);
    if (await canMount(overlay, target)) overlays.push(overlay);
    else await copied(overlay.lower, target);
  }
  return overlays;
}

/** Workspace-relative, nearest first. */
export async function dependencyFolders(home: string): Promise<string[]> {
  const found: string[] = [];
  const known = listings.get(home) ?? new Map<string, Listing>();
  listings.set(home, known);
  let looked = 0;
  let level = [''];
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth++) {
    const next: string[] = [];
    for (const folder of level) {
      if (++looked > MAX_LOOKED_AT || found.length >= MAX_FOUND) return found;
      if (looked % 500 === 0) await new Promise(setImmediate);
      for (const name of await foldersIn(home, folder, known)) {
        const path = folder === '' ? name : `${folder}/${name}`;
        if (NAMES.has(name)) found.push(path);
        else if (!name.startsWith('.')) next.push(path);
      }
    }
    level = next;
  }
  return found.slice(0, MAX_FOUND);
}

interface Listing {
  readonly ino: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  readonly folders: readonly string[];
}

/**
 * What the folders of the last few workspaces held: every attempt asks again, and a look at a folder's time is quicker.
 */
const listings = new LruMap<string, Map<string, Listing>>(16);

/** A folder that changed this short before it was read may change once more within the same tick of the clock. */
const TICK_MS = 50;

async function foldersIn(home: string, folder: string, known: Map<string, Listing>): Promise<readonly string[]> {
  const path = join(home, folder);
  try {
    const { ino, mtimeMs, ctimeMs } = lstatSync(path);
    const last = known.get(folder);
    if (last?.ino === ino && last.mtimeMs === mtimeMs && last.ctimeMs === ctimeMs) return last.folders;
    const settled = Date.now() - Math.max(mtimeMs, ctimeMs) > TICK_MS;
    const entries = (await entriesIn(Buffer.from(path), MAX_ENTRIES)).filter((entry) => entry.isDirectory());
    const folders = entries
      .map(({ name }) => name.toString())
      .filter((name) => name !== '.git')
      .sort();
    if (settled) known.set(folder, { ino, mtimeMs, ctimeMs, folders });
    else known.delete(folder);
    return folders;
  } catch {
    known.delete(folder);
    return [];
  }
}

async function isPlainFolder(root: string, path: string): Promise<boolean> {
  let at = root;
  for (const part of path.split('/').filter((one) => one !== '.')) {
    at = join(at, part);
    const stats = await lstat(at).catch(() => null);
    if (stats?.isDirectory() !== true) return false;
  }
  return true;
}

async function isFree(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null)) === null;
}

/** Tries the very mount that commands will run on, in a namespace that ends with the trial. */
async function canMount({ lower, work }: Overlay, target: string): Promise<boolean> {
  // They would have to be escaped, each in its own way, in the options of mount.
  if (process.platform !== 'linux' || [lower, work, target].some((path) => /[,:"\\\s]/.test(path))) return false;
  const isRoot = process.getuid?.() === 0;
  const options = `${isRoot ? '' : 'userxattr,'}lowerdir=${lower},upperdir=${target},workdir=${work}`;
  const own = [...(isRoot ? [] : ['--user', '--map-root-user']), '--mount', '--propagation', 'private'];
  const trial = ['mount', '-t', 'overlay', 'overlay', '-o', options, target];
  try {
    await run('unshare', [...own, ...trial], {
      timeout: 10_000,
      env: { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin' },
    });
    return true;
  } catch {
    return false;
  }
}

async function copied(lower: string, target: string): Promise<void> {
  if (!(await sharesBlocks(lower, target)) && !(await isSmall(lower))) return;
  try {
    await cp(lower, target, {
      recursive: true,
      force: true,
      preserveTimestamps: true,
      verbatimSymlinks: true,
      mode: constants.COPYFILE_FICLONE,
    });
  } catch (error) {
    // Half a folder of dependencies misleads more than none.
    await rm(target, { recursive: true, force: true });
    if (isDiskFull(error)) throw error;
  }
}

/** Whether a copy there costs no space: both are on one file system that can share blocks. */
async function sharesBlocks(lower: string, target: string): Promise<boolean> {
  const probe = join(target, '.loom-tmp-probe');
  try {
    const file = await firstFile(lower);
    if (file === null) return true;
    await copyFile(file, probe, constants.COPYFILE_FICLONE_FORCE);
    return true;
  } catch {
    return false;
  } finally {
    await rm(probe, { force: true });
  }
}

async function firstFile(folder: string): Promise<string | null> {
  for await (const entry of await opendir(folder, { recursive: true })) {
    if (entry.isFile()) return join(entry.parentPath, entry.name);
  }
  return null;
}

async function isSmall(folder: string): Promise<boolean> {
  let bytes = 0;
  let files = 0;
  for await (const entry of await opendir(folder, { recursive: true })) {
    if (entry.isFile()) bytes += (await lstat(join(entry.parentPath, entry.name))).size;
    if (++files > MAX_COPIED_FILES || bytes > MAX_COPIED_BYTES) return false;
  }
  return true;
}
