import { lstat, readdir, readFile, realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';

export const MOST_WALKED = 5000;

/** Bytes of a file, entries of a folder; null when it is not there or leads out of the tree. */
export async function sizeOf(root: string, path: string): Promise<number | null> {
  try {
    const real = await realpath(join(root, path));
    const inside = relative(await realpath(root), real);
    if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) return null;
    const stat = await lstat(real);
    return stat.isDirectory() ? (await readdir(real)).length : stat.size;
  } catch {
    return null;
  }
}

/** Bytes; larger files are not looked through. */
const LARGEST_TEXT = 256 * 1024;

/** Null where there is no file of its own, or a large one. */
export async function textAt(place: string): Promise<string | null> {
  const stat = await lstat(place).catch(() => null);
  if (stat?.isFile() !== true || stat.size > LARGEST_TEXT) return null;
  return readFile(place, 'utf8').catch(() => null);
}

export async function walk(root: string): Promise<string[]> {
  const paths: string[] = [];
  const open = [''];
  for (let folder = open.pop(); folder !== undefined && paths.length < MOST_WALKED; folder = open.pop()) {
    for (const entry of await readdir(join(root, folder), { withFileTypes: true }).catch(() => [])) {
      if (entry.name === '.git' || entry.name === 'node_modules') continue;
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) open.push(path);
      else paths.push(path);
    }
  }
  return paths;
}

export async function isEmptyFolder(root: string, path: string): Promise<boolean> {
  if ((await sizeOf(root, path)) !== 0) return false;
  return lstat(join(root, path)).then(
    (stat) => stat.isDirectory(),
    () => false,
  );
}
