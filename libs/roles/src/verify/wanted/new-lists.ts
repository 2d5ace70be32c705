import type { CheckResult, FileChange } from '#domain';
import { COUNT, numberOf } from '../stated/code-phrases.js';
import { ALPHABETIC, isSortedBy } from '../stated/laws/collation.js';
import { mask, sentencesOf, standingFor } from '../stated/masked-text.js';
import type { FilesView } from '../stated/files-view.js';
import { show } from '../stated/problem.js';

/*
 * "Create names.txt with seven different names, one a line, in alphabetical order": entries that nobody has named, each
 * once and in its place.
 */

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
const LONG = new RegExp(
  `\\b(?:each|every(?:\\s+\\p{L}+)?|all(?:\\s+of\\s+them)?)\\s+(?:(?:of\\s+them|must|should|be|is|has|have|having|with|to)\\s+){0,4}(at\\s+least|at\\s+most|exactly|no\\s+more\\s+than)\\s+${COUNT}\\s+(?:letters|characters)\\b`,
  'iu',
);
const BEGINS =
  /\b(?:each|every|all)\s+(?:of\s+(?:them|which)\s+)?(?:(?:line|word|name|entry|lines|words|names|entries)\s+)?(?:(?:must|should|has\s+to|have\s+to)\s+)?(?:starts?|begins?|starting|beginning)\s+with\s+(?:the\s+letter\s+["'“]?([A-Za-z])["'”]?|(?:an?\s+)?["'“]([A-Za-z])["'”]|(?:an?\s+)?([A-Z]))(?![\w'-])/u;
const IN_CASE = /\b(?:all\s+)?in\s+(lower|upper)[\s-]?case(?:\s+letters)?(?=\s*(?:[.,;!)]|$|and\b))/iu;
/** What is to stand there more than once. */
const AGAIN = /\b(?:twice|thrice|times|again|repeat(?:ed|ing)?|copies|duplicated)\b/i;

export interface NewList {
  readonly path: string;
  /** How many entries are to differ, where that is said. */
  readonly count: number | null;
  readonly isOnce: boolean;
  readonly isSorted: boolean;
  /** What each of the entries is to be like. */
  readonly forms: readonly Form[];
}
export interface Form {
  readonly wanted: string;
  readonly isMet: (entry: string) => boolean;
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
    const count = number === undefined ? null : numberOf(number);
    const isPlain = !AGAIN.test(text.replace(NO_DOUBLES, ' '));
    const isOnce = isPlain && ((count !== null && bound === undefined) || (NO_DOUBLES.test(text) && A_LINE.test(text)));
    const isSorted = IN_ORDER.test(text) && A_LINE.test(text) && !OTHERWISE.test(text) && !/\.json$/i.test(path);
    const forms = A_LINE.test(text) || /\bevery\s+line\b|\beach\s+line\b/i.test(text) ? formsIn(text) : [];
    const list = { path, count: isOnce ? count : null, isOnce, isSorted, forms };
    return isOnce || isSorted || forms.length > 0 ? [list] : [];
  });
}

const lettersIn = (entry: string): number => (entry.match(/\p{L}/gu) ?? []).length;
function formsIn(text: string): Form[] {
  if (OTHERWISE.test(text) || /\b(?:but|unless|only)\b/i.test(text)) return [];
  const forms: Form[] = [];
  const [, bound = '', number] = LONG.exec(text) ?? [];
  if (number !== undefined) {
    const n = numberOf(number);
    const isMet = (entry: string): boolean => {
      // Signs may count as characters or not.
      const [least, most] = [lettersIn(entry), [...entry].length];
      return /least/i.test(bound) ? most >= n : /most|more/i.test(bound) ? least <= n : least <= n && most >= n;
    };
    forms.push({ wanted: `${bound} ${n} letters long`, isMet });
  }
  const begins = BEGINS.exec(text);
  const letter = (begins?.[1] ?? begins?.[2] ?? begins?.[3])?.toLowerCase();
  if (letter !== undefined)
    forms.push({
      wanted: `a line that begins with ${letter.toUpperCase()}`,
      isMet: (entry) => (/\p{L}/u.exec(entry)?.[0] ?? '').toLowerCase() === letter,
    });
  const as = IN_CASE.exec(text)?.[1]?.toLowerCase();
  if (as !== undefined)
    forms.push({
      wanted: `in ${as} case`,
      // Of what has a value, only the name may be meant.
      isMet: (entry) =>
        /[=:,;\t]/.test(entry) || entry === (as === 'lower' ? entry.toLowerCase() : entry.toUpperCase()),
    });
  return forms;
}

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
export function newListProblem({ path, count, isOnce, isSorted, forms }: NewList, text: string): string | null {
  const entries = entriesOf(path, text);
  if (entries === null) return null;
  // Another number of lines than of what is to differ: a line is not one of those.
  const isOfThem = count === null || count === entries.length || (/\.csv$/i.test(path) && count + 1 === entries.length);
  const twice = entries.find((entry, at) => entries.indexOf(entry) < at);
  if (isOnce && isOfThem && twice !== undefined) return `${path} holds ${show(twice)} more than once`;
  for (const { wanted, isMet } of /\.(?:csv|json)$/i.test(path) ? [] : forms) {
    const other = entries.find((entry) => !isMet(entry));
    if (other !== undefined) return `${path} holds ${show(other)}, which is not ${wanted}`;
  }
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

/**
 * `told`: the user's words; `done`: all changes of the task, since a list that was there before holds what others have
 * put there.
 */
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
