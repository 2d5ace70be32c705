import type { FileChange } from '#domain';
import type { FilesView } from '../stated/files-view.js';

/* Files that are gone while all they said stands in what was made: taken apart, put together or moved, and not lost. */

/** Made files that are looked into; more are generated rather than written. */
const MOST = 200;

/** A line without what changes when it moves: its indent, and how deep a heading is. */
const folded = (line: string): string => line.trim().replace(/^#{1,6}\s+/, '');

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map(folded)
    .filter((line) => line !== '');

/** Whether every line of a text stands in one of others. Pure. */
export function standsIn(text: string, others: Iterable<string>): boolean {
  const missing = new Set(linesOf(text));
  if (missing.size === 0) return false;
  for (const other of others) for (const line of linesOf(other)) missing.delete(line);
  return missing.size === 0;
}

/** Deleted paths whose text stands in files that the task has made or added to. */
export async function movedApart(
  files: FilesView,
  changes: readonly FileChange[],
  made: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const gone = changes.filter(({ operation, path, binary }) => operation === 'delete' && !binary && !made.has(path));
  const into = new Set([...made, ...changes.flatMap((c) => (c.operation === 'delete' ? [] : [c.path]))]);
  if (gone.length === 0 || into.size === 0 || into.size > MOST) return new Set();
  const texts = (await Promise.all([...into].map((path) => files.text(path)))).filter((text) => text !== null);
  const moved = new Set<string>();
  for (const { path } of gone) {
    const was = await files.before(path);
    if (typeof was === 'string' && standsIn(was, texts)) moved.add(path);
  }
  return moved;
}
