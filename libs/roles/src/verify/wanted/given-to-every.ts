import { isDeepStrictEqual } from 'node:util';
import type { CheckResult } from '#domain';
import { stemOf } from '../file-kinds.js';
import type { FilesView } from '../stated/files-view.js';
import { FILE, mask, QUOTE, standingFor } from '../stated/masked-text.js';
import { settingsRoot } from '../stated/tree-forms.js';

/* 'Add "active": true to every user in users.json.': each object of the list has it. */

const GIVES = new RegExp(
  `^(?:please\\s+)?(?:add|give|set|put)\\s+(?:the\\s+)?(?:(?:field|key|property)\\s+)?(${QUOTE})\\s*(?::|=|with\\s+(?:the\\s+)?value|to)\\s*(${QUOTE}|true|false|null|-?\\d{1,15}(?:\\.\\d{1,10})?)\\s+(?:to|in|for|on)\\s+(?:every|each)\\s+(?:of\\s+the\\s+)?([a-z]{2,30})\\s+(?:in|of)\\s+(?:the\\s+)?(?:file\\s+)?(${FILE})[.!]?$`,
  'i',
);
const ANY = /^(?:objects?|entry|entries|items?|elements?|records?|rows?)$/i;
const singular = (word: string): string => word.toLowerCase().replace(/ies$/, 'y').replace(/s$/, '');

export interface Given {
  readonly key: string;
  readonly value: unknown;
  readonly path: string;
}

/** Only where it is all that is asked for. Pure. */
export function givenToEvery(told: string): Given | null {
  const masked = mask(told);
  const [, name = '', said = '', noun = '', file = ''] = GIVES.exec(masked.text.trim()) ?? [];
  const [[key], [path]] = [standingFor(name, masked, 'Q'), standingFor(file, masked, 'F')];
  // Of others than what the file is called for there may be fewer.
  if (key === undefined || path === undefined) return null;
  if (!ANY.test(noun) && singular(noun) !== singular(stemOf(path))) return null;
  const [text] = standingFor(said, masked, 'Q');
  return { key, value: text ?? (JSON.parse(said) as unknown), path };
}

type Row = Readonly<Record<string, unknown>>;
const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);
const areRows = (value: unknown): value is readonly Row[] =>
  Array.isArray(value) && value.length > 0 && value.every(isRow);

/** Null where it is not clear which they are. */
function rowsIn(root: unknown): readonly Row[] | null {
  if (areRows(root)) return root;
  if (!isRow(root)) return null;
  const lists = Object.values(root).filter(areRows);
  return lists.length === 1 ? (lists[0] ?? null) : null;
}

/** `told`: the user's words. */
export async function allAreGiven(files: FilesView, told: string): Promise<CheckResult[]> {
  const given = givenToEvery(told);
  const [path, ...more] = given === null ? [] : files.meant(given.path);
  if (given === null || path === undefined || more.length > 0 || !files.isChanged(path)) return [];
  const rows = rowsIn(settingsRoot(path, (await files.text(path)) ?? ''));
  const { key, value } = given;
  const isSo = (row: Row): boolean =>
    isDeepStrictEqual(row[key], value) ||
    // Whether a number is a text there, its quotation marks do not tell.
    JSON.stringify(String(value)) === JSON.stringify(row[key]) ||
    JSON.stringify(row[key]) === String(value);
  const at = rows?.findIndex((row) => !isSo(row)) ?? -1;
  return at < 0
    ? []
    : [{ name: 'given_to_every', passed: false, detail: `number ${at + 1} in ${path} lacks ${key}: ${String(value)}` }];
}
