import type { CheckResult } from '#domain';
import { isTable } from '../file-kinds.js';
import type { FilesView } from '../stated/files-view.js';
import { FILE, mask, standingFor, unmask } from '../stated/masked-text.js';
import { fold, rowsOf } from '../stated/records.js';
import { timesOf } from '../times-of.js';

/* "In stock.csv change the price of figs to 4.": that cell, and no other row. */

const WORDS = '[\\p{L}\\p{N}_⟦⟧ -]{1,60}?';
const VALUE = '(⟦[A-Z]\\d+⟧|[\\p{L}\\p{N}$€£+%.,:/_-]{1,60}?)';
const CELL = `(?:change|set|update|correct|fix)\\s+(?:the\\s+)?(${WORDS})\\s+(?:of|for)\\s+(?:the\\s+)?(${WORDS})\\s+(?:from\\s+\\S{1,40}\\s+)?to\\s+${VALUE}`;
const FORMS = [
  new RegExp(`^(?:please\\s+)?in\\s+(?:the\\s+)?(?:file\\s+)?(?<file>${FILE})\\s*,?\\s+${CELL}[.!]?$`, 'iu'),
  new RegExp(`^(?:please\\s+)?${CELL}\\s+in\\s+(?:the\\s+)?(?:file\\s+)?(?<file>${FILE})[.!]?$`, 'iu'),
];

export interface Cell {
  readonly path: string;
  readonly column: string;
  readonly row: string;
  readonly value: string;
}

const plain = (piece: string): string => piece.trim().replace(/^["'`“]|["'`”]$/g, '');

/** Only where it is all that is asked for. Pure. */
export function cellIn(told: string): Cell | null {
  const masked = mask(told);
  for (const form of FORMS) {
    const found = form.exec(masked.text.trim());
    const [path] = standingFor(found?.groups?.['file'] ?? '', masked, 'F');
    if (found === null || path === undefined || !isTable(path)) continue;
    const [column = '', row = '', value = ''] = found.slice(1).filter((piece) => piece !== found.groups?.['file']);
    return {
      path,
      column: plain(unmask(column, masked)),
      row: plain(unmask(row, masked)),
      value: plain(unmask(value, masked)),
    };
  }
  return null;
}

const numberOf = (cell: string): number =>
  /^[\s$€£]*[-+]?\d+(?:\.\d+)?[\s$€£]*$/.test(cell) ? Number(cell.replace(/[$€£\s]/g, '')) : NaN;
const isSame = (one: string, other: string): boolean =>
  one.trim() === other.trim() || (!Number.isNaN(numberOf(one)) && numberOf(one) === numberOf(other));
/** What is worked out of the others. */
const IS_SUM = /^(?:(?:grand\s*)?total|sub\s*total|sum|average|mean|gesamt|summe|count)s?\b/i;

/** Pure. */
export function wrongCell({ path, column, row, value }: Cell, text: string, before: string): string | null {
  const sign = /\.tsv$/i.test(path) ? '\t' : null;
  const [were, are] = [rowsOf(before, sign), rowsOf(text, sign)];
  if (were === null || are === null) return null;
  const [head = [], ...rest] = were;
  const at = head.map(fold).indexOf(fold(column));
  const own = rest.filter((cells) => cells.some((cell) => fold(cell) === fold(row) && fold(row) !== ''));
  const [key = ''] = own[0]?.filter((cell) => fold(cell) === fold(row)) ?? [];
  // A row that gets another name is not found by the old one.
  if (own[0]?.[at] === key) return null;
  if (at < 0 || own.length !== 1 || head.length < 2 || are[0]?.length !== head.length) return null;
  const now = are.filter((cells) => cells.includes(key));
  if (now.length !== 1) return `${now.length === 0 ? 'no row' : 'more than one row'} of "${key}" is there`;
  const cell = now[0]?.[at] ?? '';
  if (!Number.isNaN(numberOf(value)) && !Number.isNaN(numberOf(cell)) && !isSame(cell, value))
    return `${head[at] ?? ''} of "${key}" is ${cell}, not ${value}`;
  const nameOf = (cells: readonly string[]): string =>
    JSON.stringify(cells.map((one) => (Number.isNaN(numberOf(one)) ? one.trim() : numberOf(one))));
  const left = timesOf(are.map(nameOf));
  for (const cells of rest) {
    if (cells === own[0] || IS_SUM.test(cells[0]?.trim() ?? '')) continue;
    const name = nameOf(cells);
    const many = left.get(name) ?? 0;
    if (many === 0) return `the row "${cells.join(', ').slice(0, 120)}" is not there as it was`;
    left.set(name, many - 1);
  }
  return null;
}

/** `told`: the user's words. */
export async function oneCell(files: FilesView, told: string): Promise<CheckResult[]> {
  const cell = cellIn(told);
  const [path, ...more] = cell === null ? [] : files.meant(cell.path);
  if (cell === null || path === undefined || more.length > 0 || !files.isChanged(path)) return [];
  const [text, before] = [await files.text(path), await files.before(path)];
  const problem = typeof text === 'string' && typeof before === 'string' ? wrongCell(cell, text, before) : null;
  return problem === null ? [] : [{ name: 'one_cell', passed: false, detail: `${path}: ${problem}` }];
}
