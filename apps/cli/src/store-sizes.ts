import { lstat, readdir, readFile, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from './diagnosis.js';
import { bytesText } from './render/bytes.js';

const LEAST_FREE = 2 * 2 ** 30;
const SHOWN = 3;

/** What the snapshots of all workspaces take on the disk, the largest by name. `maxBytes`: of one workspace. */
export async function checkStores(dataDir: string, maxBytes: number): Promise<Finding> {
  const what = 'workspaces';
  const trees = join(dataDir, 'trees');
  const stores: { path: string; bytes: number }[] = [];
  for (const id of await readdir(trees).catch(() => [])) {
    const noted = await readFile(join(trees, id, 'folder.json'), 'utf8').catch(() => null);
    if (noted === null) continue;
    const { path } = JSON.parse(noted) as { path: string };
    stores.push({ path, bytes: await sizeOf(join(trees, id)) });
  }
  if (stores.length === 0) return { what, state: 'ok', says: 'none has been snapshotted yet' };
  stores.sort((a, b) => b.bytes - a.bytes);
  const installed = await sizeOf(join(dataDir, 'installed'));
  const total = stores.reduce((sum, store) => sum + store.bytes, 0);
  const disk = await statfs(trees);
  const free = disk.bavail * disk.bsize;
  const largest = stores.slice(0, SHOWN).map(({ path, bytes }) => `${path} ${bytesText(bytes)}`);
  const says = `${stores.length} with ${bytesText(total)} of snapshots${installed === 0 ? '' : ` and ${bytesText(installed)} of installed dependencies`}, ${bytesText(free)} free; largest: ${largest.join(', ')}`;
  const isTight = free < LEAST_FREE || stores.some(({ bytes }) => bytes > maxBytes);
  return isTight
    ? { what, state: 'warning', says, remedy: '`loom gc` frees what has expired.' }
    : { what, state: 'ok', says };
}

async function sizeOf(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += await sizeOf(path);
    else bytes += ((await lstat(path).catch(() => null))?.blocks ?? 0) * 512;
  }
  return bytes;
}
