import type { ConflictSide, UndoConflict } from '#domain';
import type { Git } from './git/git.js';

/** A path where an undo meets later work, by blob ids; null = no file. */
export interface MetPath {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly current: string | null;
}

/** What an answer can hold: of so many paths the text, of each so much. */
const MAX_WITH_TEXT = 20;
const MAX_CHARACTERS = 1000;
const MAX_READ_BYTES = 1_048_576;

/** The same with what each version holds, for people to decide by. */
export async function withSides(git: Git, met: readonly MetPath[]): Promise<UndoConflict[]> {
  const sidesOf = ({ before, after, current }: MetPath): (string | null)[] => [before, after, current];
  const ids = [...new Set(met.flatMap(sidesOf).filter((id) => id !== null))];
  const sizes = await sizesOf(git, ids);
  const shown = new Set(met.slice(0, MAX_WITH_TEXT).flatMap(sidesOf));
  const read = ids.filter((id) => shown.has(id) && (sizes.get(id) ?? Infinity) <= MAX_READ_BYTES);
  const texts = new Map<string, string | null>();
  for (const id of read) {
    const found = await git.objects.read(id);
    if (found !== null) texts.set(id, textOf(found.body));
  }
  const side = (id: string | null): ConflictSide | null =>
    id === null ? null : { blob: id, size: sizes.get(id) ?? 0, text: texts.get(id) ?? null };
  return met.map(({ path, before, after, current }) => ({
    path,
    before: side(before),
    after: side(after),
    current: side(current),
  }));
}

async function sizesOf(git: Git, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const answer = await git.text(['cat-file', '--batch-check=%(objectname) %(objectsize)'], {
    input: Buffer.from(`${ids.join('\n')}\n`),
  });
  return new Map(answer.split('\n').map((line) => [line.slice(0, 40), Number(line.slice(41))]));
}

function textOf(bytes: Buffer): string | null {
  if (bytes.includes(0)) return null;
  return [...bytes.subarray(0, MAX_CHARACTERS * 4).toString('utf8')].slice(0, MAX_CHARACTERS).join('');
}
