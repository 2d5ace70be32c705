import type { Stats } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BOOT } from '../boot.js';
import { ancestorsOf, type BytePath } from '../byte-path.js';
import { isFolder, type Trees } from '../git/trees.js';
import { lstatOf } from '../scan/candidates.js';

/** How many files, with the folders above them, are compared with what they were. */
const SAMPLED = 48;

type Mark = readonly [path: BytePath, ino: number, size: number, mtimeMs: number, ctimeMs: number];

/** A checkout that was put back to a commit and not handed out since. */
export interface Standby {
  readonly commit: string;
  readonly boot: string;
  readonly sample: readonly Mark[];
}

const fileOf = (slotDir: string): string => join(slotDir, 'standby.json');

const markOf = (path: BytePath, stats: Stats): Mark => [path, stats.ino, stats.size, stats.mtimeMs, stats.ctimeMs];

/** Notes that the checkout equals a commit; the last thing to be done to it. */
export async function noteStandby(slotDir: string, root: string, trees: Trees, of: Commit): Promise<void> {
  const sample: Mark[] = [];
  for (const path of await drawn(trees, of.files)) {
    const stats = lstatOf(root, path);
    if (stats === null) return;
    sample.push(markOf(path, stats));
  }
  const note: Standby = { commit: of.commit, boot: BOOT, sample };
  const aside = `${fileOf(slotDir)}.new`;
  await writeFile(aside, JSON.stringify(note));
  await rename(aside, fileOf(slotDir));
}

interface Commit {
  readonly commit: string;
  readonly files: string;
}

/** Some files at random, and every folder on the way to them: a folder's time tells of names that came or went. */
async function drawn(trees: Trees, files: string): Promise<Set<BytePath>> {
  const paths = new Set<BytePath>(['']);
  for (let n = 0; n < SAMPLED; n++) {
    let [folder, prefix] = [await trees.read(files), ''];
    for (;;) {
      const entries = [...folder];
      const [name, entry] = entries[Math.floor(Math.random() * entries.length)] ?? [];
      if (name === undefined || entry === undefined) break;
      const path = prefix + name;
      paths.add(path);
      if (!isFolder(entry)) break;
      [folder, prefix] = [await trees.read(entry.id), `${path}/`];
    }
  }
  for (const path of [...paths]) for (const above of ancestorsOf(path)) paths.add(above);
  return paths;
}

export async function readStandby(slotDir: string): Promise<Standby | null> {
  try {
    return JSON.parse(await readFile(fileOf(slotDir), 'utf8')) as Standby;
  } catch {
    return null;
  }
}

/** From here on the checkout is somebody's: the note goes first, so that a kill leaves none. */
export async function takeStandby(slotDir: string): Promise<Standby | null> {
  const note = await readStandby(slotDir);
  await rm(fileOf(slotDir), { force: true });
  return note;
}

/** Whether what was drawn is still what it was. */
export function isAsLeft(root: string, note: Standby): boolean {
  // A power cut may have kept this note and lost what it speaks of.
  if (note.boot !== BOOT) return false;
  return note.sample.every((mark) => {
    const stats = lstatOf(root, mark[0]);
    return stats !== null && markOf(mark[0], stats).every((value, n) => value === mark[n]);
  });
}
