import { readFile } from 'node:fs/promises';
import type { ShownAttempt } from '#conductor';
import type { CommitContent, Repository } from '../git/repository.js';
import { merge3 } from '../merge.js';
import { undo } from '../undo.js';
import { writeWhole } from '../write-whole.js';

/** What of attempts stands in the user's folder before anybody has verified it. */
export interface ShownList {
  /** In the order in which they were put there. */
  readonly entries: readonly ShownAttempt[];
  /** Heads that have landed since: a late wish to show one is no longer one. */
  readonly landed: readonly string[];
}

const NOTHING: ShownList = { entries: [], landed: [] };
const MAX_LANDED = 200;

/**
 * Which attempts a folder shows. Written together with the folder: the journal of the one is the journal of the other.
 */
export class ShownWork {
  constructor(private readonly file: string) {}

  async read(): Promise<ShownList> {
    const text = await readFile(this.file, 'utf8').catch(() => null);
    return text === null ? NOTHING : (JSON.parse(text) as ShownList);
  }

  async write(list: ShownList): Promise<void> {
    await writeWhole(this.file, JSON.stringify(list), { onDisk: true });
  }
}

export const hasLanded = ({ entries, landed }: ShownList, head: string): ShownList => ({
  entries,
  landed: [head, ...landed].slice(0, MAX_LANDED),
});

/** The folder as the user made it: where the user went on from what is shown, that is the user's too. */
export async function withoutShown(
  repo: Repository,
  content: CommitContent,
  entries: readonly ShownAttempt[],
  scratch: () => string,
): Promise<CommitContent> {
  const landings = [...entries].reverse().map(({ base, head }) => ({ before: base, commit: head }));
  return (await undo(repo, content, { landings, onConflict: 'skip' }, scratch)).content;
}

/** With each attempt that fits; one that does not is not shown at all. */
export async function withShown(
  repo: Repository,
  content: CommitContent,
  entries: readonly ShownAttempt[],
): Promise<{ content: CommitContent; entries: ShownAttempt[] }> {
  const kept: ShownAttempt[] = [];
  let result = content;
  for (const entry of entries) {
    const [base, head] = [await repo.content(entry.base), await repo.content(entry.head)];
    const merged = await merge3(repo, base, result, head);
    if (merged.conflicts.length > 0) continue;
    result = merged.content;
    kept.push(entry);
  }
  return { content: result, entries: kept };
}
