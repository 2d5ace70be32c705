import { randomBytes, randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf, WorkspaceFailure } from './errors.js';
import { makeFolder } from './make-folder.js';

/** What tells this folder's tree stores from all others; made when it is first asked for, and moved with them. */
export async function storeMark(dataDir: string): Promise<string> {
  const trees = join(dataDir, 'trees');
  const file = join(trees, 'id');
  makeFolder(trees);
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(aside, randomUUID(), { mode: 0o600 });
    // Of several that start at once, one makes it.
    await link(aside, file).catch((error: unknown) => {
      if (errnoOf(error) !== 'EEXIST') throw error;
    });
  } finally {
    await rm(aside, { force: true });
  }
  const mark = await readFile(file, 'utf8');
  if (!/^[0-9a-f-]{36}$/.test(mark)) {
    throw new WorkspaceFailure(`${file} does not hold the mark of a tree store`, {
      remedy: 'Restore it from a backup, or remove it to have a new one made.',
    });
  }
  return mark;
}
