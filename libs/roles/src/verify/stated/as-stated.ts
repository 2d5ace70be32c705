import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { CheckResult, FileChange } from '#domain';
import type { AttemptTree } from '../../ports/attempt-trees.js';
import { MOST_WALKED, sizeOf, walk } from '../deterministic-checks.js';
import { linesByFile, type DiffLines } from '../diff-lines.js';
import type { Fact } from './facts.js';

/** Bytes; longer files are not looked into. */
const LONGEST_FILE = 2_000_000;

/** Facts about what an attempt does, as opposed to how the files are in the end. */
export const isOfTheWay = ({ kind }: Fact): boolean => kind === 'untouched' || kind === 'there' || kind === 'grows';

/** Whether the files are as a text says. */
export async function asStated(
  tree: AttemptTree,
  changes: readonly FileChange[],
  diff: string,
  facts: readonly Fact[],
): Promise<CheckResult[]> {
  if (facts.length === 0) return [];
  const there = await walk(tree.root);
  if (there.length >= MOST_WALKED) return [];
  const world = new World(tree.root, there, changes, linesByFile(diff));
  const faults: string[] = [];
  for (const fact of facts) {
    const fault = await faultOf(fact, world);
    if (fault !== null && !faults.includes(fault)) faults.push(fault);
  }
  const passed = faults.length === 0;
  return [
    { name: 'as_stated', passed, detail: passed ? 'the files are as the text says' : faults.slice(0, 8).join('; ') },
  ];
}

/** What was there before and what is there now, by the names a text uses. */
class World {
  readonly there: ReadonlySet<string>;
  private readonly before: ReadonlySet<string>;

  constructor(
    private readonly root: string,
    there: readonly string[],
    readonly changes: readonly FileChange[],
    readonly lines: ReadonlyMap<string, DiffLines>,
  ) {
    this.there = new Set(there);
    const before = new Set(there);
    for (const { operation, path } of changes)
      if (operation === 'create' || operation === 'rename') before.delete(path);
    for (const { operation, path, oldPath } of changes) {
      if (operation === 'delete') before.add(path);
      if (oldPath !== undefined) before.add(oldPath);
    }
    this.before = before;
  }

  /** The file that is meant: by its whole path, else the only one of that name. Null when none is, or several are. */
  find(name: string, when: 'before' | 'now'): string | null {
    const paths = when === 'now' ? this.there : this.before;
    if (paths.has(name)) return name;
    const others = [...paths].filter((path) => path.endsWith(`/${name}`));
    return others.length === 1 ? (others[0] ?? null) : null;
  }

  /** Null when it is not text, not there, too long, or leads out of the tree. */
  async read(path: string): Promise<string | null> {
    const size = await sizeOf(this.root, path);
    if (size === null || size > LONGEST_FILE) return null;
    const text = await readFile(join(this.root, path), 'utf8').catch(() => null);
    return text === null || text.includes('\u0000') ? null : text.replaceAll('\r\n', '\n');
  }
}

/** A sentence; null when it is so, or cannot be told. */
async function faultOf(fact: Fact, world: World): Promise<string | null> {
  if (fact.kind === 'gone') {
    const path = world.find(fact.path, 'before');
    return path !== null && world.there.has(path) ? `${path} is still there` : null;
  }
  if (fact.kind === 'there') {
    const path = world.find(fact.path, 'before');
    return path !== null && !world.there.has(path) ? `${path} is gone, and was to stay` : null;
  }
  if (fact.kind === 'untouched') {
    const path = world.find(fact.path, 'before');
    const touched = world.changes.some((change) => change.path === path || change.oldPath === path);
    return path !== null && touched ? `${path} was changed, and was to be left as it is` : null;
  }
  const path = world.find(fact.path, 'now');
  if (path === null) return null;
  const text = await world.read(path);
  return text === null ? null : contentFault(fact, path, text, world.lines.get(path));
}

type OfContent = Exclude<Fact, { kind: 'gone' | 'there' | 'untouched' }>;

function contentFault(fact: OfContent, path: string, text: string, lines: DiffLines | undefined): string | null {
  switch (fact.kind) {
    case 'content':
      return text.trimEnd() === fact.text.trimEnd()
        ? null
        : `${path} holds something else than exactly ${show(fact.text)}`;
    case 'holds':
      return text.includes(fact.text) ? null : `${path} does not hold ${show(fact.text)}`;
    case 'replaced':
      return !fact.to.includes(fact.from) && occursIn(text, fact.from)
        ? `${path} still holds ${show(fact.from)}`
        : null;
    case 'setting':
      return settingFault(path, text, fact.key, fact.value);
    case 'grows': {
      const lost = lostLines(lines);
      return lost.length === 0 ? null : `${path} was to be added to, and lost ${lost.slice(0, 3).map(show).join(', ')}`;
    }
    case 'items':
      return countFault(path, text, fact.count, fact.of);
    case 'columns': {
      const header = (text.split('\n')[0] ?? '')
        .split(/[,;\t]/)
        .map((name) => name.trim().replace(/^"|"$/g, '').toLowerCase());
      const lacking = fact.columns.filter((name) => !header.includes(name.toLowerCase()));
      return lacking.length === 0 ? null : `${path} has no column ${lacking.map(show).join(', ')}`;
    }
  }
}

const show = (text: string): string => JSON.stringify(text.length > 120 ? `${text.slice(0, 120)}…` : text);

/** A word counts as a word only; anything else wherever it stands. */
const occursIn = (text: string, part: string): boolean =>
  /^\w+$/.test(part) ? new RegExp(`(?<!\\w)${part}(?!\\w)`).test(text) : text.includes(part);

/** Lines taken out that were not put in again, blank ones aside. */
function lostLines(lines: DiffLines | undefined): string[] {
  if (lines === undefined) return [];
  const added = new Map<string, number>();
  for (const line of lines.added) added.set(line.trim(), (added.get(line.trim()) ?? 0) + 1);
  return lines.removed.filter((line) => {
    const left = added.get(line.trim()) ?? 0;
    if (left > 0) added.set(line.trim(), left - 1);
    return left === 0 && line.trim() !== '';
  });
}

const DATA = /\.(?:json|jsonl|ya?ml|toml|ini|cfg|conf|env|properties)$|^\.env/i;
const plainKey = (text: string): string => text.toLowerCase().replace(/[-_ ]/g, '');
/** Characters behind a key in which its value stands, whatever lies between. */
const NEAR = 200;

function settingFault(path: string, text: string, key: string, value: string): string | null {
  const wanted = plainKey(key.slice(key.lastIndexOf('.') + 1));
  const isValue = valuePattern(value);
  let found = false;
  for (const match of text.matchAll(/[A-Za-z][\w-]*/g)) {
    if (!plainKey(match[0]).includes(wanted)) continue;
    found = true;
    if (isValue.test(text.slice(match.index + match[0].length, match.index + match[0].length + NEAR))) return null;
  }
  if (found) return `${path} does not set ${show(key)} to ${value}`;
  return DATA.test(basename(path)) ? `${path} has no ${show(key)}` : null;
}

function valuePattern(value: string): RegExp {
  if (/^true$/i.test(value)) return /\b(?:true|yes|on|1)\b/i;
  if (/^false$/i.test(value)) return /\b(?:false|no|off|0)\b/i;
  if (!/^-?[\d_.]+$/.test(value)) return new RegExp(value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const digits = value.replaceAll('_', '').replace(/[.-]/g, '\\$&');
  return new RegExp(`(?<![\\w.])${digits}(?:\\.0+)?(?!\\w|\\.\\d)`);
}

function countFault(path: string, text: string, count: number, of: 'lines' | 'rows' | 'items'): string | null {
  const lines = text.trimEnd() === '' ? 0 : text.trimEnd().split('\n').length;
  if (of === 'lines') return lines === count ? null : `${path} has ${lines} lines, not ${count}`;
  // A table may begin with a line of names.
  if (of === 'rows')
    return lines === count || lines === count + 1 ? null : `${path} has ${lines} lines, not ${count} rows`;
  const items = listIn(text);
  return items === null || items === count ? null : `${path} is a list of ${items}, not ${count}`;
}

/** Length of a JSON text's list, itself or the only one it holds; null when there is none. */
function listIn(text: string): number | null {
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value)) return value.length;
    const lists = Object.values((value ?? {}) as Record<string, unknown>).filter(Array.isArray);
    return lists.length === 1 ? (lists[0]?.length ?? null) : null;
  } catch {
    return null;
  }
}
