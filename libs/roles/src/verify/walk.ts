import { lstat, readdir, realpath } from 'node:fs/promises';
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
