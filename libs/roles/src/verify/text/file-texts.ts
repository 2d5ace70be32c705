import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckResult, FileChange } from '#domain';
import type { AttemptTree } from '../../ports/attempt-trees.js';
import { guttedBodies, hasBodies } from './bodies-kept.js';
import { uncleanText } from './clean-text.js';
import { cutProblem } from './cut-off.js';
import { definedTwice } from './defined-once.js';
import { mayLackImports, notImported } from './not-imported.js';
import { endsEarly } from './ends-early.js';
import { isCode } from '../file-kinds.js';
import { entryLost, firstLineLost } from './first-line.js';
import { changesOne, indentedAnew } from './indent-kept.js';
import { kindProblem } from './kind-form.js';
import { lettersLost, mayBeLost } from './letters-lost.js';
import { lineDoubled, mayBeDoubled } from './line-doubled.js';
import { mayStopMidSentence, midSentence } from './mid-sentence.js';
import { oddBlank } from './odd-blanks.js';
import { isOfLines, joinedLine } from './open-line.js';
import { hasPlaces, outOfPlace } from './out-of-place.js';
import { mayBeRefused, refusedForm } from './refused-form.js';
import { mayHoldLong, roundedNumber } from './rounded-numbers.js';
import { saidTwice } from './said-twice.js';
import { sameLineAgain } from './same-line-again.js';
import { shortRow } from './table-rows.js';
import { assertsNothing } from '../commands/tests-kept.js';
import { addedOver, LISTS, onlyAdds, sectionLost } from './text-kept.js';
import { traceProblem } from './traces.js';
import { standIn, standsForLost } from './unfinished.js';
import { outOfOrder } from './versions-in-order.js';
import { mayBeSpoilt, wholeSpoilt } from './whole-spoilt.js';

const MOST_READ = 200;
const LARGEST = 400_000;

/**
 * What each file's text shows of itself. `first`: whether there may be something, before what was there is looked up.
 */
interface Look {
  readonly name: string;
  readonly first: (path: string, text: string, asked: string, demanded: readonly string[]) => boolean;
  readonly problem: Problem;
}
type Problem = (
  path: string,
  text: string,
  before: string | null,
  asked: string,
  demanded: readonly string[],
) => string | null;

const byProblem = (name: string, problem: Problem): Look => ({
  ...{ name, problem },
  first: (path, text, asked, demanded) => problem(path, text, null, asked, demanded) !== null,
});
const LOOKS: readonly Look[] = [
  byProblem('only_text', (path, text, before, asked, demanded) =>
    uncleanText(path, text, asked, before ?? undefined, demanded),
  ),
  {
    name: 'file_kind',
    // What has lost its tabs shows only beside what it was.
    first: (path, text, asked) => /\.tsv$/i.test(path) || kindProblem(path, text, null, asked) !== null,
    problem: kindProblem,
  },
  {
    name: 'first_line',
    first: (path) => /\.(?:[ct]sv|md|markdown|sh|bash|py|rb|pl|js)$/i.test(path),
    problem: firstLineLost,
  },
  { name: 'entries_kept', first: (path) => /ignore$/.test(path), problem: entryLost },
  byProblem('odd_blanks', oddBlank),
  byProblem('file_end', cutProblem),
  { name: 'file_end', first: mayStopMidSentence, problem: midSentence },
  { name: 'whole_text', first: mayBeSpoilt, problem: wholeSpoilt },
  byProblem('traces', traceProblem),
  {
    name: 'letters_kept',
    first: (_path, text) => mayBeLost(text),
    problem: (_path, text, before) => (before === null ? null : lettersLost(text, before)),
  },
  byProblem('table_rows', shortRow),
  { name: 'refused_form', first: mayBeRefused, problem: refusedForm },
  { name: 'out_of_place', first: hasPlaces, problem: outOfPlace },
  { name: 'numbers_kept', first: mayHoldLong, problem: roundedNumber },
  // What a list had before shows what is new in it.
  {
    name: 'said_twice',
    first: (path, text) => LISTS.test(path) || saidTwice(path, text, null) !== null,
    problem: saidTwice,
  },
  { name: 'line_doubled', first: mayBeDoubled, problem: lineDoubled },
  byProblem('repetition', sameLineAgain),
  { name: 'line_ends', first: isOfLines, problem: joinedLine },
  byProblem('assertions', assertsNothing),
  {
    name: 'text_kept',
    first: (_path, _text, asked) => onlyAdds(asked),
    problem: addedOver,
  },
  {
    name: 'section_kept',
    first: (path) => /\.(?:md|markdown)$/i.test(path),
    problem: (path, text, before, asked) => {
      const heading = sectionLost(path, text, before, asked);
      return heading === null ? null : `the section "${heading.slice(0, 80)}" is gone, and no word lets it go`;
    },
  },
  {
    name: 'body_kept',
    first: hasBodies,
    problem: guttedBodies,
  },
  { name: 'defined_once', first: isCode, problem: definedTwice },
  { name: 'imported', first: mayLackImports, problem: notImported },
  { name: 'indentation', first: (_path, _text, asked) => changesOne(asked), problem: indentedAnew },
  { name: 'ends_early', first: isCode, problem: endsEarly },
  {
    name: 'versions',
    first: (path, _text, asked) =>
      /\.(?:md|markdown)$/i.test(path) && !/\b(?:sort|order|revers|restructur)\w*/i.test(asked),
    problem: (_path, text, before) => (before === null ? null : outOfOrder(before, text)),
  },
  {
    name: 'left_out',
    first: (path, text) => standIn(path, text) !== null,
    problem: (path, text, before) => {
      const line = before === null ? null : standsForLost(path, before, text);
      return line === null ? null : `this stands for what was there: "${line}"`;
    },
  },
];

/**
 * Files hold their text: all of it, in the form of their kind, without what was said round it. `demanded`: texts that
 * are to stand there word for word.
 */
export async function textsHold(
  tree: AttemptTree,
  base: string,
  changes: readonly FileChange[],
  asked: string,
  demanded: readonly string[],
): Promise<CheckResult[]> {
  const written = changes.filter(
    ({ operation, binary, path }) => operation !== 'delete' && !binary && !path.endsWith('/'),
  );
  if (written.length === 0) return [];
  const found = new Map<string, string[]>();
  for (const { path, oldPath, operation } of written.slice(0, MOST_READ)) {
    const stat = await lstat(join(tree.root, path)).catch(() => null);
    if (stat === null || !stat.isFile() || stat.size > LARGEST) continue;
    const text = await readFile(join(tree.root, path), 'utf8');
    const looks = LOOKS.filter(({ first }) => first(path, text, asked, demanded));
    if (looks.length === 0) continue;
    // What was there before is the user's.
    const file = operation === 'create' ? null : await tree.fileAt(base, oldPath ?? path);
    const before = file?.bytes.toString('utf8') ?? null;
    for (const { name, problem } of looks) {
      const amiss = problem(path, text, before, asked, demanded);
      if (amiss !== null) found.set(name, [...(found.get(name) ?? []), `${path}: ${amiss}`]);
    }
  }
  if (found.size === 0) return [{ name: 'only_text', passed: true, detail: 'nothing round it' }];
  return [...found].map(([name, faults]) => ({ name, passed: false, detail: faults.slice(0, 8).join('; ') }));
}
