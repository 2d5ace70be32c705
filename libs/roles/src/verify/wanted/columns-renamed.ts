import { isDeepStrictEqual } from 'node:util';
import type { CheckResult } from '#domain';
import type { FilesView } from '../stated/files-view.js';
import { FILE, mask, QUOTE, standingFor } from '../stated/masked-text.js';
import { rowsOf } from '../stated/records.js';

/* "Rename the column qty to quantity in orders.csv.": it bears the new name, and every row is as it was. */

const NAME = `(${QUOTE}|[\\w-]{1,60})`;
const IN = `\\s+(?:in|of)\\s+(?:the\\s+)?(?:file\\s+)?(${FILE})`;
const COLUMN = `(?:the\\s+)?(?:csv\\s+)?(?:column|header|field)\\s+`;
const RENAMES = new RegExp(
  `^(?:please\\s+)?rename\\s+(?:${COLUMN}${NAME}(?:${IN})?|the\\s+${NAME}\\s+column(?:${IN})?)\\s+(?:to|into|as)\\s+${NAME}(?:${IN})?[.!]?$`,
  'i',
);

export interface Renamed {
  readonly from: string;
  readonly to: string;
  readonly path: string;
}

/** Only where it is all that is asked for. Pure. */
export function columnRenamed(told: string): Renamed | null {
  const masked = mask(told);
  const [, one = '', inOne, other = '', inOther, by = '', inEnd] = RENAMES.exec(masked.text.trim()) ?? [];
  const named = (token: string): string => standingFor(token, masked, 'Q')[0] ?? token;
  const [path] = standingFor(inOne ?? inOther ?? inEnd ?? '', masked, 'F');
  const [from, to] = [named(one === '' ? other : one), named(by)];
  return path === undefined || from === '' || to === '' ? null : { from, to, path };
}

const trimmed = (row: readonly string[]): string[] => row.map((cell) => cell.trim());

/** Pure. */
export function wrongColumns({ from, to, path }: Renamed, text: string, before: string): string | null {
  const mark = /\.tsv$/i.test(path) ? '\t' : null;
  const [were, are] = [rowsOf(before, mark)?.map(trimmed), rowsOf(text, mark)?.map(trimmed)];
  if (were === undefined || are === undefined) return null;
  const [[was = [], ...old], [head = [], ...rows]] = [were, are];
  const at = was.indexOf(from);
  if (at < 0 || was.indexOf(from, at + 1) >= 0) return null;
  if (!isDeepStrictEqual(head, was.with(at, to))) return `its columns are ${head.slice(0, 12).join(', ')}`;
  const there = new Set(rows.map((row) => JSON.stringify(row)));
  const lost = old.find((row) => !there.has(JSON.stringify(row)));
  if (lost !== undefined) return `the row ${lost.join(', ').slice(0, 80)} is gone`;
  return rows.length === old.length ? null : `${old.length} rows became ${rows.length}`;
}

/** `told`: the user's words. */
export async function columnsRenamed(files: FilesView, told: string): Promise<CheckResult[]> {
  const renamed = columnRenamed(told);
  const [path, ...more] = renamed === null ? [] : files.meant(renamed.path);
  if (renamed === null || path === undefined || more.length > 0 || !/\.[ct]sv$/i.test(path)) return [];
  const [text, before] = [await files.text(path), await files.before(path)];
  if (!files.isChanged(path) || typeof text !== 'string' || typeof before !== 'string') return [];
  const problem = wrongColumns({ ...renamed, path }, text, before);
  return problem === null ? [] : [{ name: 'columns_renamed', passed: false, detail: `${path}: ${problem}` }];
}
