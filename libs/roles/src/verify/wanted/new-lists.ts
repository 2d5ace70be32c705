import type { CheckResult, FileChange } from '#domain';
import { ALPHABETIC, isSortedBy } from '../stated/laws/collation.js';
import { mask, sentencesOf, standingFor } from '../stated/masked-text.js';
import type { FilesView } from '../stated/files-view.js';
import { show } from '../stated/problem.js';

/* "Create names.txt with seven different names, one a line, in alphabetical order": entries that nobody has named, each once and in its place. */

const COUNTS = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const COUNT = `(\\d{1,4}|${COUNTS.join('|')})`;
const MAKES =
  /^(?:please\s+|now\s+|then\s+){0,2}(?:create|write|make|generate|compile|save|put|list|store|prepare|output)\b/i;
/** So many of them, none like another. */
const DIFFERENT = new RegExp(
  `\\b(?:(at\\s+least|at\\s+most|up\\s+to|over|more\\s+than)\\s+)?${COUNT}\\s+(?:[\\p{L}-]{1,30}\\s+){0,2}?(?:different|distinct|unique)\\s+(?!from\\b|than\\b|to\\b)\\p{L}`,
  'iu',
);
const NO_DOUBLES =
  /\b(?:no|without(?:\s+any)?)\s+(?:duplicates?|duplication|repeats|repetitions?|doubles)\b|\bno\s+(?:\p{L}{2,20}\s+){1,2}(?:is\s+|are\s+|should\s+be\s+|may\s+be\s+|must\s+be\s+)?(?:twice|repeated|more\s+than\s+once)\b|\ball\s+(?:of\s+(?:them|which)\s+)?(?:different|distinct|unique)(?=\s*(?:[.,;!)]|$|and\b|in\b|one\b))/iu;
const A_LINE =
  /\b(?:one|1|each|every\s+\p{L}+)(?:\s+\p{L}+)?\s+(?:an?|per|on)\s+(?:(?:its|their|a|an|own|new|single|separate)\s+){0,3}lines?\b|\bone\s+per\s+line\b/iu;
const IN_ORDER =
  /\b(?:in\s+(?:strict\s+|ascending\s+)?alphabetical\s+order|(?:sorted|ordered|listed|arranged)\s+alphabetically|alphabetically\s+(?:sorted|ordered))(?!\s+(?:of|by|within|per|in\s+each|inside|among|after|from|but|except)\b)/i;
/** In another order, or in parts of which each has its own. */
const OTHERWISE =
  /\b(?:revers\w*|descend\w*|backwards?|group\w*|sections?|categor\w*|each\s+letter|except|apart\s+from|first\s+(?:line|entry|row)|last\s+(?:line|entry|row)|heading|title|followed|then|random\w*|unsorted)\b/i;
/** What is to stand there more than once. */
const AGAIN = /\b(?:twice|thrice|times|again|repeat(?:ed|ing)?|copies|duplicated)\b/i;

export interface NewList {
  readonly path: string;
  /** How many entries are to differ, where that is said. */
  readonly count: number | null;
  readonly isOnce: boolean;
  readonly isSorted: boolean;
}

/** Pure. */
export function newListsIn(told: string): NewList[] {
  const masked = mask(told);
  const sentences = sentencesOf(masked);
  const isOfOne = new Set(masked.files).size === 1;
  return (isOfOne ? [sentences.join(' ')] : sentences).flatMap((text) => {
    const [path, ...others] = new Set(standingFor(text, masked, 'F'));
    if (path === undefined || others.length > 0 || !MAKES.test(text) || !/\.(?:txt|md|list|csv|json)$/i.test(path))
      return [];
    const [, bound, number] = DIFFERENT.exec(text) ?? [];
    const count = number === undefined ? null : countOf(number);
    const isPlain = !AGAIN.test(text.replace(NO_DOUBLES, ' '));
    const isOnce = isPlain && ((count !== null && bound === undefined) || (NO_DOUBLES.test(text) && A_LINE.test(text)));
    const isSorted = IN_ORDER.test(text) && A_LINE.test(text) && !OTHERWISE.test(text) && !/\.json$/i.test(path);
    return isOnce || isSorted ? [{ path, count: isOnce ? count : null, isOnce, isSorted }] : [];
  });
}
const countOf = (word: string): number => (/^\d/.test(word) ? Number(word) : COUNTS.indexOf(word.toLowerCase()) + 2);

const MARK = /^\s*(?:[-*+•]|\d{1,4}[.)])\s+/;
/** The entries of a list; null where nobody can tell them from what stands beside them. */
export function entriesOf(path: string, text: string): string[] | null {
  if (/\.json$/i.test(path)) return entriesOfJson(text);
  const lines = text.split(/\r?\n/).filter((line) => /[\p{L}\p{N}]/u.test(line));
  const marked = lines.filter((line) => MARK.test(line));
  if (marked.length > 0 && (marked.length === lines.length || /\.md$/i.test(path)))
    return marked.map((line) => line.replace(MARK, '').trim());
  return marked.length > 0 || lines.some((line) => /^\s*(?:#|\/\/)/.test(line))
    ? null
    : lines.map((line) => line.trim());
}

function entriesOfJson(text: string): string[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.map((one) => JSON.stringify(one)) : null;
  } catch {
    return null;
  }
}

/** Null where nothing is wrong, or nobody can tell. Pure. */
export function newListProblem({ path, count, isOnce, isSorted }: NewList, text: string): string | null {
  const entries = entriesOf(path, text);
  if (entries === null) return null;
  // Another number of lines than of what is to differ: a line is not one of those.
  const isOfThem = count === null || count === entries.length || (/\.csv$/i.test(path) && count + 1 === entries.length);
  const twice = entries.find((entry, at) => entries.indexOf(entry) < at);
  if (isOnce && isOfThem && twice !== undefined) return `${path} holds ${show(twice)} more than once`;
  const rows = /\.csv$/i.test(path) ? [entries, entries.slice(1)] : [entries];
  return isSorted && !rows.some(isAlphabetic) ? `the entries of ${path} are not in alphabetical order` : null;
}

const lastWord = (entry: string): string => entry.split(/\s+/).at(-1) ?? '';
const withoutArticle = (entry: string): string => entry.replace(/^(?:the|an?)\s+/i, '');
function isAlphabetic(entries: readonly string[]): boolean {
  const forms = [entries, entries.map(lastWord), entries.map(withoutArticle)];
  // Other languages have orders of their own.
  return (
    entries.some((entry) => /[^\s\u0020-\u007e]/.test(entry)) ||
    forms.some((form) => ALPHABETIC.some((order) => isSortedBy(form, order)))
  );
}

/** `told`: the user's words; `done`: all changes of the task, since a list that was there before holds what others have put there. */
export async function newListsHold(
  files: FilesView,
  told: string,
  done: readonly FileChange[],
): Promise<CheckResult[]> {
  const faults: string[] = [];
  for (const list of newListsIn(told)) {
    const [path, ...others] = files.meant(list.path);
    const isNew = done.some((change) => change.path === path && change.operation === 'create');
    const text = path === undefined || others.length > 0 || !isNew ? null : await files.text(path);
    const problem = text === null || path === undefined ? null : newListProblem({ ...list, path }, text);
    if (problem !== null) faults.push(problem);
  }
  return faults.length === 0 ? [] : [{ name: 'new_list', passed: false, detail: faults.join('; ') }];
}
