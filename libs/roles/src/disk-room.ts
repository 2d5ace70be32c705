import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Bytes below which a disk counts as full: what is left is in pieces too small for a program to go on. */
const LEAST_BYTES = 256 * 1024;

/**
 * Whether there is room on the disks of all these folders; one that is not there counts as the folder it would be in.
 */
export async function hasRoom(...folders: readonly string[]): Promise<boolean> {
  return (await Promise.all(folders.map(isRoomy))).every((roomy) => roomy);
}

async function isRoomy(folder: string): Promise<boolean> {
  try {
    const { bsize, bavail, bfree, files, ffree } = await statfs(folder);
    // A part is kept back for root. Some file systems do not count files.
    const blocks = process.getuid?.() === 0 ? bfree : bavail;
    return blocks * bsize >= LEAST_BYTES && (files === 0 || ffree > 0);
  } catch {
    const above = dirname(folder);
    return above === folder || isRoomy(above);
  }
}
