import { createHash } from 'node:crypto';
import { createReadStream, type Stats } from 'node:fs';
import { lstat, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createInflate } from 'node:zlib';
import type { Git } from './git.js';
import { missingOf } from './missing.js';

/** What is so much older than the youngest was on the disk long before: systems write within a minute. */
const WINDOW_MS = 600_000;

interface Young {
  readonly file: string;
  readonly name: string;
  readonly stats: Stats;
}

/**
 * After a power cut a loose object or a ref may have its name and not its bytes. git takes such an object for there, so
 * that it would never be written again, and refuses to pack at all for such a ref, or one whose commit is gone: all of
 * these go. Answers how many.
 */
export async function dropTorn(git: Git): Promise<number> {
  const objects = await young(join(git.dir, 'objects'), /^[0-9a-f]{2}\/[0-9a-f]{38}$/);
  const torn: string[] = [];
  for (const { file, name } of objects) if ((await idOf(file)) !== name.replace('/', '')) torn.push(file);
  for (const file of torn) await rm(file, { force: true });
  if (torn.length > 0) git.rest();
  const refs = await young(join(git.dir, 'refs'), /^loom\//);
  const named = await Promise.all(refs.map(async ({ file }) => readFile(file, 'latin1').catch(() => '')));
  const isWhole = (text: string): boolean => /^[0-9a-f]{40}\n$/.test(text);
  const gone = await missingOf(
    git,
    named.filter(isWhole).map((text) => text.trim()),
  );
  const lost = refs.filter((_, n) => !isWhole(named[n] ?? '') || gone.has((named[n] ?? '').trim()));
  for (const { file } of lost) await rm(file, { force: true });
  return torn.length + lost.length;
}

/** Whether git's index ends with the checksum of what it holds. */
export async function isWholeIndex(file: string): Promise<boolean> {
  const bytes = await readFile(file);
  const sum = createHash('sha1').update(bytes.subarray(0, -20)).digest();
  return bytes.length > 20 && sum.equals(bytes.subarray(-20));
}

async function young(folder: string, names: RegExp): Promise<Young[]> {
  const found: Young[] = [];
  for (const name of await readdir(folder, { recursive: true }).catch((): string[] => [])) {
    const file = join(folder, name);
    const stats = names.test(name) ? await lstat(file).catch(() => null) : null;
    if (stats?.isFile() === true) found.push({ file, name, stats });
  }
  const since = found.reduce((latest, { stats }) => Math.max(latest, stats.mtimeMs), 0) - WINDOW_MS;
  return found.filter(({ stats }) => stats.mtimeMs >= since);
}

/** By its bytes; '' where these are no object's. */
async function idOf(file: string): Promise<string> {
  const hash = createHash('sha1');
  try {
    await pipeline(createReadStream(file), createInflate(), hash);
    return hash.digest('hex');
  } catch {
    return '';
  }
}
