import type { CheckResult } from '#domain';
import { isTable } from '../file-kinds.js';
import type { FilesView } from '../stated/files-view.js';
import { FILE, mask, QUOTE, standingFor } from '../stated/masked-text.js';
import { isOfSums, rowsOf, valueOf } from '../stated/records.js';

/* "Sort the entries of users.json by age": numbers in an order, and not as words. */

const SORTS = new RegExp(
  `\\b(?:sort|order)\\s+(?:[^.;\\n⟦]{0,60}?\\s)?(?:(?:of|in|from)\\s+)?(?:the\\s+)?(?:file\\s+)?(${FILE})\\s+(?:numerically\\s+)?by\\s+(?:the\\s+|their\\s+)?(?:(?:column|field|key|value\\s+of)\\s+)?(${QUOTE}|[A-Za-z_]\\w{0,40})([^.;\\n]{0,80})`,
  'i',
);
const FALLS = /\b(?:desc\w*|decreas\w*|largest|highest|biggest|oldest|high\s+to\s+low|revers\w*)\b/i;
const RISES = /\b(?:asc\w*|increas\w*|smallest|lowest|youngest|low\s+to\s+high)\b/i;
/** Where the end is told instead of the beginning. */
const RISES_TO_THE_LAST = /\b(?:highest|largest|biggest|most|newest|latest)\s+(?:ones?\s+)?last\b/i;
const FALLS_TO_THE_LAST = /\b(?:lowest|smallest|fewest|least)\s+(?:ones?\s+)?last\b/i;
/** In whatever order words have, or with something before. */
const OTHERWISE =
  /\b(?:alphabet\w*|lexic\w*|as\s+(?:strings?|text|words)|group\w*|within|last|random\w*|but|except|(?:keep|leav|stay|remain)\w*(?!\w*\s+(?:the\s+)?head)|at\s+the\s+(?:end|top|bottom|start|beginning))\b/i;

export interface Sorting {
  readonly path: string;
  readonly key: string;
  readonly direction: 'up' | 'down' | null;
}
/** Pure. */
function sortingIn(told: string): Sorting | null {
  const masked = mask(told);
  const [, file = '', word = '', rest = ''] = SORTS.exec(masked.text) ?? [];
  const [path] = standingFor(file, masked, 'F');
  const key = standingFor(word, masked, 'Q')[0] ?? word;
  if (path === undefined || key === '') return null;
  const end = RISES_TO_THE_LAST.test(rest) ? 'up' : FALLS_TO_THE_LAST.test(rest) ? 'down' : null;
  const said = end === null ? masked.text : masked.text.replace(/\blast\b/i, ' ');
  if (OTHERWISE.test(said)) return null;
  if (end !== null) return { path, key, direction: end };
  // By age the oldest are the highest; by a year of birth they are the lowest.
  const isAge = /^age$/i.test(key) || !/\b(?:youngest|oldest)\b/i.test(rest);
  const direction = !isAge ? null : FALLS.test(rest) ? 'down' : RISES.test(rest) ? 'up' : null;
  return { path, key, direction };
}

const NUMBER = /^-?\d+(?:\.\d+)?$/;
/** The numbers under the key, in their order; null where there are others. Pure. */
function numbersUnder(path: string, text: string, key: string): number[] | null {
  const is = (name: string): boolean => name.trim().toLowerCase() === key.toLowerCase();
  if (isTable(path)) {
    const [head = [], ...rows] = rowsOf(text, /\.tsv$/i.test(path) ? '\t' : null) ?? [];
    const at = head.findIndex(is);
    const cells = rows.filter((row) => !isOfSums(row)).map((row) => (row[at] ?? '').trim());
    return at >= 0 && cells.every((cell) => NUMBER.test(cell)) ? cells.map(Number) : null;
  }
  const type = /\.(json|ya?ml)$/i.exec(path)?.[1]?.toLowerCase();
  const root = type === undefined ? undefined : valueOf(type, text);
  const lists = Array.isArray(root) ? [root] : typeof root === 'object' && root !== null ? Object.values(root) : [];
  const [list, ...others] = (lists as unknown[]).filter(Array.isArray) as unknown[][];
  if (list === undefined || others.length > 0) return null;
  const values = list.map((one) =>
    typeof one === 'object' && one !== null
      ? Object.entries(one as Readonly<Record<string, unknown>>).find(([name]) => is(name))?.[1]
      : undefined,
  );
  return values.every((value) => typeof value === 'number') ? values : null;
}

/** Pure. */
export function isInOrder(numbers: readonly number[], direction: Sorting['direction']): boolean {
  const up = numbers.every((n, at) => at === 0 || n >= (numbers[at - 1] ?? n));
  const down = numbers.every((n, at) => at === 0 || n <= (numbers[at - 1] ?? n));
  return direction === 'up' ? up : direction === 'down' ? down : up || down;
}

/** Words by which rows may go, or come. */
const CHANGES_ROWS =
  /\b(?:remov|delet|drop|filter|only|top|first|limit|keep|leav|dedup|duplicat|uniq|merg|add|append|insert|combin|join|creat|exclud|skip|ignor|without|except|replac|updat|chang|increas|rais|lower|round|convert|then|also)\w*/i;
/** Numbers that have gone or come with the sorting; null where there are none. Pure. */
export function otherNumbers(were: readonly number[], are: readonly number[]): string | null {
  const left = new Map<number, number>();
  for (const n of are) left.set(n, (left.get(n) ?? 0) + 1);
  const gone = were.filter((n) => {
    const times = left.get(n) ?? 0;
    if (times > 0) left.set(n, times - 1);
    return times === 0;
  });
  const come = [...left].filter(([, times]) => times > 0).map(([n]) => n);
  if (gone.length > 0) return `lacks ${gone.slice(0, MOST_TOLD).join(', ')}`;
  return come.length > 0 ? `has got ${come.slice(0, MOST_TOLD).join(', ')}` : null;
}
const MOST_TOLD = 5;

/** `told`: the user's words. */
export async function sortedByNumber(files: FilesView, told: string): Promise<CheckResult[]> {
  const sorting = sortingIn(told);
  const [path, ...others] = sorting === null ? [] : files.meant(sorting.path);
  const text = path === undefined || others.length > 0 || !files.isChanged(path) ? null : await files.text(path);
  const numbers =
    sorting === null || path === undefined || text === null ? null : numbersUnder(path, text, sorting.key);
  if (sorting === null || path === undefined || numbers === null) return [];
  if (isInOrder(numbers, sorting.direction)) {
    const before = CHANGES_ROWS.test(told) ? null : await files.before(path);
    const were = typeof before === 'string' ? numbersUnder(path, before, sorting.key) : null;
    const other = were === null ? null : otherNumbers(were, numbers);
    return other === null
      ? []
      : [{ name: 'sorted_by', passed: false, detail: `${path} ${other} under ${sorting.key}` }];
  }
  return [
    {
      name: 'sorted_by',
      passed: false,
      detail: `${path} is not sorted by ${sorting.key}: ${numbers.slice(0, 10).join(', ')}`,
    },
  ];
}
