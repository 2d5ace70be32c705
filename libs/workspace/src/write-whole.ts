import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { namesOnDisk } from './whole-on-disk.js';

/**
 * The file holds the text afterwards, or what it held before: a kill leaves no half of it. `onDisk`: its bytes are on
 * the disk before it has its name, and its name, with all others in its folder, is there on return.
 */
export async function writeWhole(file: string, text: string, { onDisk = false } = {}): Promise<void> {
  if ((await readFile(file, 'utf8').catch(() => null)) === text) return;
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    const handle = await open(aside, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      if (onDisk) await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(aside, file);
    if (onDisk) await namesOnDisk(dirname(file));
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}
