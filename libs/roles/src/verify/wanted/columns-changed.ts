import { isDeepStrictEqual } from 'node:util';
import type { CheckResult } from '#domain';
import { isTable } from '../file-kinds.js';
import type { FilesView } from '../stated/files-view.js';
import { FILE, mask, QUOTE, standingFor } from '../stated/masked-text.js';
import { rowsOf } from '../stated/records.js';

/*
 * "Rename the column qty to quantity in orders.csv.", "Remove the column age from people.csv.", "Swap the columns name
 * and age in people.csv.": that is done, and every row has what it had.
 */

const NAME = `(?:${QUOTE}|[\\w-]{1,60})`;
const IN = `\\s+(?:in|of|from)\\s+(?:the\\s+)?(?:file\\s+)?(${FILE})`;
const COLUMN = `(?:the\\s+)?(?:csv\\s+)?(?:column|header|field)\\s+`;
/** One column, and perhaps its file. */
const ONE = `(?:${COLUMN}(${NAME})(?:${IN})?|the\\s+(${NAME})\\s+column(?:${IN})?)`;
const form = (order: string): RegExp => new RegExp(`^(?:please\\s+)?${order}[.!]?$`, 'i');
const RENAMES = form(`rename\\s+${ONE}\\s+(?:to|into|as)\\s+(${NAME})(?:${IN})?`);
const REMOVES = form(`(?:remove|delete|drop)\\s+${ONE}`);
const SWAPS = form(
  `(?:swap|exchange)\\s+(?:the\\s+)?(?:columns\\s+(${NAME})\\s+(?:and|with)\\s+(${NAME})|(${NAME})\\s+and\\s+(${NAME})\\s+columns)${IN}`,
);

export interface ColumnChange {
  readonly how: 'renamed' | 'removed' | 'swapped';
  readonly column: string;
  /** Its new name, or the column it changes places with; empty for one that goes. */
  readonly other: string;
  readonly path: string;
}

/** Only where it is all that is asked for. Pure. */
export function columnChange(told: string): ColumnChange | null {
  const masked = mask(told);
  const text = masked.text.trim();
  const named = (token = ''): string => standingFor(token, masked, 'Q')[0] ?? token;
  const of = (how: ColumnChange['how'], match: RegExpExecArray, column?: string, other = ''): ColumnChange | null => {
    const path = match.slice(1).flatMap((token?: string) => standingFor(token ?? '', masked, 'F'))[0];
    const change = { how, column: named(column), other: named(other) };
    if (path === undefined || change.column === '' || (how !== 'removed' && change.other === '')) return null;
    return { ...change, path };
  };
  const [renames, removes, swaps] = [RENAMES.exec(text), REMOVES.exec(text), SWAPS.exec(text)];
  if (renames !== null) return of('renamed', renames, renames[1] ?? renames[3], renames[5]);
  if (removes !== null) return of('removed', removes, removes[1] ?? removes[3]);
  return swaps === null ? null : of('swapped', swaps, swaps[1] ?? swaps[3], swaps[2] ?? swaps[4]);
}

type Row = readonly string[];
const trimmed = (row: Row): Row => row.map((cell) => cell.trim());

/** What becomes of a row, the head included; null where the columns are not those that are spoken of. */
function changed({ how, column, other }: ColumnChange, head: Row): ((row: Row) => Row) | null {
  const at = head.indexOf(column);
  if (at < 0 || head.indexOf(column, at + 1) >= 0) return null;
  if (how === 'renamed') return (row) => (row === head ? row.with(at, other) : row);
  if (how === 'removed') return (row) => row.toSpliced(at, 1);
  const to = head.indexOf(other);
  if (to < 0 || to === at) return null;
  return (row) => (row.length > Math.max(at, to) ? row.with(at, row[to] ?? '').with(to, row[at] ?? '') : row);
}

/** Pure. */
export function wrongColumns(change: ColumnChange, text: string, before: string): string | null {
  const mark = /\.tsv$/i.test(change.path) ? '\t' : null;
  const [were, are] = [rowsOf(before, mark)?.map(trimmed), rowsOf(text, mark)?.map(trimmed)];
  if (were === undefined || are === undefined) return null;
  const [[was = [], ...old], [head = [], ...rows]] = [were, are];
  const becomes = changed(change, was);
  // A table of one column has no mark to be read by.
  if (becomes === null || becomes(was).length < 2) return null;
  if (!isDeepStrictEqual(head, becomes(was))) return `its columns are ${head.slice(0, 12).join(', ')}`;
  const there = new Set(rows.map((row) => JSON.stringify(row)));
  const lost = old.find((row) => !there.has(JSON.stringify(becomes(row))));
  if (lost !== undefined) return `the row ${becomes(lost).join(', ').slice(0, 80)} is gone`;
  if (rows.length !== old.length) return `${old.length} rows became ${rows.length}`;
  const moved = old.find((row, at) => !isDeepStrictEqual(rows[at], becomes(row)));
  return moved === undefined ? null : `the row ${becomes(moved).join(', ').slice(0, 80)} is not in its place`;
}

/** `told`: the user's words. */
export async function columnsChanged(files: FilesView, told: string): Promise<CheckResult[]> {
  const change = columnChange(told);
  const [path, ...more] = change === null ? [] : files.meant(change.path);
  if (change === null || path === undefined || more.length > 0 || !isTable(path)) return [];
  const [text, before] = [await files.text(path), await files.before(path)];
  if (!files.isChanged(path) || typeof text !== 'string' || typeof before !== 'string') return [];
  const problem = wrongColumns({ ...change, path }, text, before);
  return problem === null ? [] : [{ name: 'columns_changed', passed: false, detail: `${path}: ${problem}` }];
}
