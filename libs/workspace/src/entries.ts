import { opendirSync, type Dirent } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { errnoOf } from './errors.js';

/**
 * Read without a pause: a usual folder needs none, and one that an attempt has filled with millions holds nothing up.
 */
const AT_ONCE = 1000;

/** At most `most` of what is in a folder. */
export async function entriesIn(dir: Buffer, most = Number.POSITIVE_INFINITY): Promise<Dirent<Buffer>[]> {
  const entries: Dirent<Buffer>[] = [];
  const asBytes = { encoding: 'buffer' as BufferEncoding, bufferSize: AT_ONCE };
  const folder = opendirSync(dir, asBytes);
  try {
    while (entries.length < most) {
      // The types know no names that are bytes here; what is asked for is what comes.
      const entry = folder.readSync() as Dirent<Buffer | string> | null;
      if (entry === null) break;
      entries.push(entry as Dirent<Buffer>);
      if (entries.length % AT_ONCE === 0) await new Promise(setImmediate);
    }
  } finally {
    folder.closeSync();
  }
  return entries;
}

/** Of a folder that is Loom's own; none where there is no folder. An attempt may have taken the permissions from it. */
export async function entriesOf(dir: Buffer, most?: number): Promise<Dirent<Buffer>[]> {
  try {
    return await entriesIn(dir, most);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return [];
    if (errnoOf(error) !== 'EACCES') throw error;
    await chmod(dir, 0o700);
    return entriesIn(dir, most);
  }
}
