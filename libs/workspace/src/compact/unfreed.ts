import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { missingOf } from '../git/missing.js';
import type { Repository } from '../git/repository.js';
import { writeWhole } from '../write-whole.js';

/*
 * A note in the store of commits whose names were let go of, written before the names go: a kill changes nothing about
 * what is to be freed. Its first line says when a look is worth it, in milliseconds.
 */

const fileOf = (repo: Repository): string => join(repo.dir, 'unfreed');

interface Unfreed {
  readonly isDue: boolean;
  readonly commits: readonly string[];
}

export async function unfreedOf(repo: Repository): Promise<Unfreed> {
  const text = await readFile(fileOf(repo), 'utf8').catch(() => null);
  if (text === null) return { isDue: false, commits: [] };
  const [notBefore = '', ...commits] = text.split('\n').filter((line) => line !== '');
  return { isDue: Number(notBefore) <= Date.now(), commits };
}

export async function noteUnfreed(repo: Repository, commits: Iterable<string>): Promise<void> {
  const all = new Set([...(await unfreedOf(repo)).commits, ...commits]);
  await writeWhole(fileOf(repo), `${['0', ...all].join('\n')}\n`);
}

/** After something was freed; `againMs`: when to look for the rest, null where there is none. */
export async function noteFreed(repo: Repository, againMs: number | null): Promise<void> {
  if (againMs === null) return rm(fileOf(repo), { force: true });
  const { commits } = await unfreedOf(repo);
  const gone = await missingOf(repo.git, commits);
  const left = commits.filter((commit) => !gone.has(commit));
  await writeWhole(fileOf(repo), `${[String(againMs), ...left].join('\n')}\n`);
}
