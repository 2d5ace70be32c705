import { fold, isOfSums, rowsOf, valueOf } from '../../stated/records.js';

/* The rows of a table, or the objects of a list, as one thing. Pure. */

export type Entry = ReadonlyMap<string, unknown>;
export interface Entries {
  readonly list: readonly Entry[];
  /** What stands around the list: the head of a table, the rest of a document. */
  readonly around: unknown;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** Null where the file is of another kind, holds more than one list, or a name or a sum that says more than one row. */
export function entriesOf(path: string, text: string): Entries | null {
  const type = /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  if (/^[ct]sv$/.test(type)) return ofTable(text, type === 'tsv' ? '\t' : null);
  if (!/^(?:jsonl?|ndjson|ya?ml)$/.test(type)) return null;
  const root = valueOf(type, text);
  const named = isRecord(root) ? Object.entries(root).filter(([, value]) => Array.isArray(value)) : [];
  const list: unknown = Array.isArray(root) ? root : named.length === 1 ? named[0]?.[1] : null;
  if (!Array.isArray(list) || !list.every(isRecord)) return null;
  const around = isRecord(root) ? { ...root, [named[0]?.[0] ?? '']: null } : null;
  return { list: list.map((one) => new Map(Object.entries(one))), around };
}

function ofTable(text: string, mark: string | null): Entries | null {
  const [head = [], ...rows] = rowsOf(text, mark)?.map((row) => row.map((cell) => cell.trim())) ?? [];
  if (head.length === 0 || new Set(head).size < head.length || rows.some(isOfSums)) return null;
  return { list: rows.map((row) => new Map(row.map((cell, at) => [head[at] ?? '', cell]))), around: head };
}

/** The name that the entries have for what someone calls so; null where there is none, or more than one. */
export function nameIn(list: readonly Entry[], called: string): string | null {
  const names = new Set(list.flatMap((entry) => [...entry.keys()]));
  if (names.has(called)) return called;
  const bare = (name: string): string => fold(name).replace(/ies$/, 'y').replace(/s$/, '');
  const [name, ...others] = [...names].filter((one) => bare(one) === bare(called));
  return others.length === 0 ? (name ?? null) : null;
}

export const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
/** What some take for a blank, and some do not. */
export const isNearlyBlank = (value: unknown): boolean =>
  typeof value === 'string' && /^(?:n\/?a|nan|null|none|nil|undefined|unknown|missing|empty|tbd|-+|\?+)$/i.test(value);

export type Plain = string | number | boolean | null | undefined;
export const isPlain = (value: unknown): value is Plain => typeof value !== 'object' || value === null;
/** Nothing where there is none. */
export const plainText = (value: Plain): string => String(value ?? '');

/** Null where it is no plain number. */
export function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^-?\d{1,15}(?:\.\d{1,20})?$/.test(value.trim()) ? Number(value) : null;
}
