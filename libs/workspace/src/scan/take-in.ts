import { accessSync, constants, type Stats } from 'node:fs';
import { joinBytes, shown, toBytes, type BytePath } from '../byte-path.js';
import { GitFailure, type Git } from '../git/git.js';
import { leave, sortCandidates, type Sorted, type SortWish } from './candidates.js';

/** Files above which they go into packs instead of as many loose objects. */
const BULK = 500;

/**
 * Files that one process of git takes in: for each it looks through all that it has written to its pack so far, which
 * at 50,000 files took a fifth of the time.
 */
const CHUNK = 4000;

export interface TakeWish extends SortWish {
  readonly git: Git;
  readonly index: string;
  /** Object folder that git writes to. */
  readonly quarantine: string;
  /** The contents are in the store already: nothing will be written. */
  readonly isStored?: boolean;
  /** Called with the number of files each time some were taken in. */
  readonly progress?: (files: number) => void;
}

/** Brings an index up to date; `doubtful` paths are forgotten first: git would trust the times that it has of them. */
export async function takeIn(wish: TakeWish, sorted: Sorted, doubtful: readonly BytePath[] = []): Promise<void> {
  const gone = new Set([...sorted.removes, ...doubtful]);
  if (gone.size > 0) await forget(wish, gone);
  const isBulk = sorted.adds.size > BULK && wish.isStored !== true;
  const all = [...sorted.adds];
  for (let at = 0; at < all.length; at += CHUNK) {
    const some = new Map(all.slice(at, at + CHUNK));
    await takeSome(wish, sorted, some, isBulk);
    wish.progress?.(some.size);
  }
}

async function forget(wish: TakeWish, paths: Iterable<BytePath>): Promise<void> {
  const place = { workTree: wish.root, index: wish.index, input: zJoined(paths) };
  await wish.git.run(['update-index', '-z', '--force-remove', '--stdin'], place);
}

async function takeSome(
  wish: TakeWish,
  sorted: Sorted,
  some: ReadonlyMap<BytePath, Stats>,
  isBulk: boolean,
): Promise<void> {
  for (let round = 1; ; round++) {
    const paths = [...some.keys()].filter((path) => sorted.adds.has(path));
    if (paths.length === 0) return;
    try {
      const { stderr } = await wish.git.run(['update-index', '-z', '--add', '--remove', '--replace', '--stdin'], {
        workTree: wish.root,
        index: wish.index,
        quarantine: wish.quarantine,
        settings: isBulk ? ['core.bigFileThreshold=1'] : [],
        input: zJoined(paths),
      });
      for (const [, path] of stderr.matchAll(/^Ignoring path (.*)$/gm)) {
        sorted.skipped.push({ path: path ?? '', reason: 'name that git does not accept' });
      }
      return;
    } catch (error) {
      // Files come and go while they are read: look again, a few times.
      if (!(error instanceof GitFailure) || round === 4) throw error;
      const before = new Set(sorted.removes);
      leaveOutUnreadable(wish, sorted, paths);
      const again = await sortCandidates(wish, new Set(paths.filter((path) => sorted.adds.has(path))));
      for (const path of again.removes) {
        sorted.adds.delete(path);
        sorted.removes.add(path);
      }
      for (const path of again.left) leave(wish, sorted, path);
      sorted.skipped.push(...again.skipped);
      const gone = [...sorted.removes].filter((path) => !before.has(path));
      if (gone.length > 0) await forget(wish, gone);
    }
  }
}

/** git refuses to read what this user may not read; such files are named and left out. */
function leaveOutUnreadable(wish: TakeWish, sorted: Sorted, paths: readonly BytePath[]): void {
  for (const path of paths) {
    if (sorted.adds.get(path)?.isSymbolicLink() !== false) continue;
    try {
      accessSync(joinBytes(wish.root, path), constants.R_OK);
    } catch {
      leave(wish, sorted, path);
      sorted.skipped.push({ path: shown(path), reason: 'cannot be read' });
    }
  }
}

const zJoined = (paths: Iterable<BytePath>): Buffer => Buffer.concat([...paths].map((path) => toBytes(`${path}\0`)));
