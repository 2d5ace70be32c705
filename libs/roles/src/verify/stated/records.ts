import { readYaml } from '#prompts';
import { settingsValue, tomlValue, xmlRoot, type Element } from './tree-forms.js';

/* What a file of data holds, whatever its form. Pure. */

export interface Records {
  /** How many there are, each way of counting them. */
  readonly counts: readonly number[];
  /** Of rows of plain values; null = it is no list of such. */
  readonly rows: number | null;
  /** Lengths of its lists. */
  readonly lists: readonly number[];
  /** Names of columns or keys, folded. */
  readonly keys: ReadonlySet<string>;
  /** Values that are words, folded: numbers, dates and truths have other forms elsewhere. */
  readonly words: ReadonlySet<string>;
  readonly form: 'rows' | 'list' | 'names';
  /** Whether several names, or several values, may stand there as one. */
  readonly isLoose?: true;
}

const MOST_VALUES = 20_000;
const LONGEST = 1_000_000;
export const fold = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
const isWord = (value: string): boolean =>
  /\p{L}{3}/u.test(value) &&
  !/^(?:true|false|null|none|nan|yes|no|undefined)$/i.test(value.trim()) &&
  !/\d{4}-\d\d|\d:\d\d/.test(value);

/** Null where nobody can read it. */
export function recordsOf(path: string, text: string): Records | null {
  if (text.length > LONGEST) return null;
  const type = /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  switch (type) {
    case 'csv':
    case 'tsv':
      return ofRows(rowsOf(text, type === 'tsv' ? '\t' : null));
    case 'md':
    case 'markdown':
      return ofRows(ofPipes(text));
    case 'json':
    case 'jsonl':
    case 'ndjson':
    case 'yaml':
    case 'yml': {
      const value = valueOf(type, text);
      return value === undefined ? null : ofValue(value);
    }
    case 'toml': {
      const value = tomlValue(text);
      return value === undefined ? null : ofValue(value);
    }
    case 'ini':
    case 'cfg':
    case 'env':
    case 'properties': {
      const records = ofValue(settingsValue(text));
      return records === null ? null : { ...records, isLoose: true };
    }
    case 'xml': {
      const root = xmlRoot(text);
      return root === undefined ? null : ofElements(root);
    }
    default:
      return null;
  }
}

export function valueOf(type: string, text: string): unknown {
  try {
    if (type === 'json') return JSON.parse(text) as unknown;
    if (type.startsWith('y')) return readYaml(text);
    return text.split(/\r?\n/).flatMap((line) => (line.trim() === '' ? [] : [JSON.parse(line) as unknown]));
  } catch {
    return undefined;
  }
}

/** The rows of a table with its names first; null where they differ in length. */
export function rowsOf(text: string, given: string | null): string[][] | null {
  const head = text.slice(0, text.search(/\r?\n|$/));
  const mark = given ?? [',', ';', '\t', '|'].find((one) => head.includes(one)) ?? ',';
  const rows: string[][] = [];
  let [row, field, quoted]: [string[], string, boolean] = [[], '', false];
  /** Whether the field holds nothing but blanks so far. */
  let isBlank = true;
  const endRow = (): void => {
    row.push(field);
    if (row.length > 1 || field.trim() !== '') rows.push(row);
    [row, field, isBlank] = [[], '', true];
  };
  for (let at = 0; at < text.length; at++) {
    const c = text[at] as string;
    if (quoted) {
      if (c !== '"') field += c;
      else if (text[at + 1] === '"') field += text[++at] as string;
      else quoted = false;
    } else if (c === '"' && isBlank) [quoted, field, isBlank] = [true, '', false];
    else if (c === mark) {
      row.push(field);
      [field, isBlank] = ['', true];
    } else if (c === '\n') endRow();
    else if (c !== '\r') {
      field += c;
      if (c.trim() !== '') isBlank = false;
    }
  }
  if (field !== '' || row.length > 0) endRow();
  return quoted || rows.some(({ length }) => length !== rows[0]?.length) ? null : rows;
}

/** Its only table. */
function ofPipes(text: string): string[][] | null {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const rules = lines.filter(
    (line) => /^\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$/.test(line) && line.includes('-'),
  );
  if (rules.length !== 1) return null;
  const rows = lines.filter((line) => line.includes('|') && !rules.includes(line));
  return rows.map((line) =>
    line
      .replace(/^\||\|$/g, '')
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim()),
  );
}

function ofRows(rows: string[][] | null): Records | null {
  const [head, ...rest] = rows ?? [];
  if (head === undefined || head.some((name) => name.startsWith('#'))) return null;
  const words = rest.flatMap((row) => row.filter(isWord).map(fold));
  return {
    ...{ counts: [rest.length], rows: rest.length, lists: [rest.length], form: 'rows' },
    ...{ keys: new Set(head.map(fold)), words: new Set(words) },
  };
}

function ofValue(root: unknown): Records | null {
  if (root === undefined) return null;
  const counts = new Set<number>();
  const lists = new Set<number>();
  const keys = new Set<string>();
  const words = new Set<string>();
  const open: { readonly value: unknown; readonly level: number }[] = [{ value: root, level: 0 }];
  let isFlat = true;
  let seen = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (++seen > MOST_VALUES) return null;
    const { value, level } = next;
    if (typeof value === 'string' && isWord(value)) words.add(fold(value));
    if (typeof value !== 'object' || value === null || value instanceof Date) continue;
    const inner = Object.entries(value);
    if (Array.isArray(value)) {
      counts.add(value.length);
      lists.add(value.length);
    } else {
      // Records may be told apart by their names.
      if (level < 2 && !Array.isArray(root)) counts.add(inner.length);
      for (const [name] of inner) keys.add(fold(name));
    }
    if (level > 1) isFlat = false;
    for (const [, one] of inner) open.push({ value: one, level: level + 1 });
  }
  return {
    ...{ counts: [...counts], lists: [...lists], keys, words },
    rows: isFlat && Array.isArray(root) ? root.length : null,
    form: Array.isArray(root) ? 'list' : 'names',
  };
}

/** What only holds others together has names of its own in other forms. */
function ofElements(root: Element): Records | null {
  // One by itself is a list of one elsewhere.
  const counts = new Set([0, 1]);
  const lists = new Set<number>();
  const keys = new Set<string>();
  const words = new Set<string>();
  const open = [root];
  let seen = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (++seen > MOST_VALUES) return null;
    const { name, attributes, children, text } = next;
    for (const value of [text, ...attributes.map(([, one]) => one)]) if (isWord(value)) words.add(fold(value));
    // What the root says of itself is about its form.
    if (next !== root || children.length === 0)
      for (const [of, value] of attributes) if (value !== '') keys.add(fold(of));
    if (children.length === 0 && text !== '') keys.add(fold(name));
    const named = new Map<string, number>();
    for (const child of children) named.set(child.name, (named.get(child.name) ?? 0) + 1);
    counts.add(children.length);
    for (const count of named.values()) counts.add(count);
    for (const count of named.values()) if (count > 1) lists.add(count);
    open.push(...children);
  }
  const isTable =
    root.children.length > 1 &&
    root.children.every(({ name, children }) => name === root.children[0]?.name && children.every(isLeaf));
  const rows = isTable ? root.children.length : null;
  return { counts: [...counts], rows, lists: [...lists], keys, words, form: 'list' };
}
const isLeaf = ({ children, attributes }: Element): boolean => children.length === 0 && attributes.length === 0;

const SUMS =
  /^\s*(?:(?:sub|grand)[ -]?)?(?:totals?|sum|average|mean|(?:gesamt|zwischen)?summe|gesamt|total\s+général|somme|totale|suma|合计|总计|合計)\s*:?\s*$/iu;
/** A row of a table that sums up the others. */
export const isOfSums = (row: readonly string[]): boolean => row.some((cell) => SUMS.test(cell));
