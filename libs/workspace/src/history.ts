import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { missingOf } from './git/missing.js';
import type { Repository } from './git/repository.js';
import { writeWhole } from './write-whole.js';

/** One name that keeps a commit: `refs/loom/<kind>/…/<commit>`. */
export interface KeptName {
  readonly ref: string;
  readonly kind: string;
  readonly commit: string;
  /** Of the commit, milliseconds. */
  readonly atMs: number;
}

/** Commits of these kinds are the states of the user's folder, one on the other. */
const STATES: ReadonlySet<string> = new Set(['user', 'landings', 'merges', 'tips']);

/** Of these the commits before are wanted too: what a landing changed, what an attempt started from. */
const WITH_PARENTS: ReadonlySet<string> = new Set(['landings', 'merges', 'attempts']);

export async function keptNames(repo: Repository): Promise<KeptName[]> {
  const format = '--format=%(refname) %(objectname) %(committerdate:unix)';
  const text = await repo.git.text(['for-each-ref', format, 'refs/loom']);
  return text.split('\n').flatMap((line) => {
    const [ref = '', commit = '', at = ''] = line.split(' ');
    return ref === '' ? [] : [{ ref, kind: ref.split('/')[2] ?? '', commit, atMs: Number(at) * 1000 }];
  });
}

/**
 * Lets go of the states before those that are kept: git is told that history begins there. Everything is looked at from
 * the kept names: of a landing its change and the steps of its attempt stay, of any other state only itself.
 */
export async function cutHistory(repo: Repository, all: readonly KeptName[], kept: readonly KeptName[]): Promise<void> {
  const states = new Set(all.filter(({ kind }) => STATES.has(kind)).map(({ commit }) => commit));
  const whole = new Set(kept.filter(({ kind }) => WITH_PARENTS.has(kind)).map(({ commit }) => commit));
  const alone = new Set(kept.map(({ commit }) => commit).filter((commit) => !whole.has(commit)));
  const cut = await cutAlready(repo);
  const seen = new Set(whole);
  const queue = [...whole];
  for (let commit = queue.pop(); commit !== undefined; commit = queue.pop()) {
    for (const parent of await parentsOf(repo, commit)) {
      if (whole.has(parent) || cut.has(parent)) continue;
      if (states.has(parent)) alone.add(parent);
      else if (!seen.has(parent)) {
        seen.add(parent);
        queue.push(parent);
      }
    }
  }
  const before = cut.size;
  for (const commit of alone) if ((await parentsOf(repo, commit)).length > 0) cut.add(commit);
  // A landing is whole only as long as its name is kept: what was cut under it stays cut.
  if (cut.size > before) await noteCuts(repo, cut);
}

/** Of commits that are gone nobody asks where history begins. */
export async function dropCuts(repo: Repository): Promise<void> {
  const cut = await cutAlready(repo);
  const gone = await missingOf(repo.git, [...cut]);
  if (gone.size === 0) return;
  await noteCuts(repo, new Set([...cut].filter((commit) => !gone.has(commit))));
}

/** On the disk before a name goes: without it git takes a store for broken whose old states are gone. */
async function noteCuts(repo: Repository, cut: ReadonlySet<string>): Promise<void> {
  const file = join(repo.dir, 'shallow');
  if (cut.size === 0) await rm(file, { force: true });
  else await writeWhole(file, `${[...cut].sort().join('\n')}\n`, { onDisk: true });
}

async function cutAlready(repo: Repository): Promise<Set<string>> {
  const text = await readFile(join(repo.dir, 'shallow'), 'utf8').catch(() => '');
  return new Set(text.split('\n').filter((line) => line !== ''));
}

async function parentsOf(repo: Repository, commit: string): Promise<string[]> {
  const object = await repo.git.objects.read(commit);
  const header = object?.type === 'commit' ? (object.body.toString('latin1').split('\n\n')[0] ?? '') : '';
  return [...header.matchAll(/^parent ([0-9a-f]{40})$/gm)].map((match) => match[1] ?? '');
}
