import { MEMORY_TYPES, type MemoryDraft, type MemoryType } from '#domain';
import { cut, oneLine, wellFormed } from '#prompts';
import { wordsOf } from './known-before.js';
import { withoutSecrets } from './without-secrets.js';
import { asText, asTexts, beforeCut, isObject, jsonIn, listItems, pick, withoutThinking } from '../talk/read-json.js';

export interface ReadMemory {
  readonly entries: readonly MemoryDraft[];
  readonly dropped: number;
  /** How an answer was read that is no list in JSON, or not a whole one. */
  readonly makeshift?: string;
}

const AS_LINES = 'read from the lines of a list, since the answer was not JSON';
const CUT = 'only the whole entries were taken of an answer that stops before its end';

const MOST_ENTRIES = 12;
const SUMMARY = 150;
const DETAIL = 2000;

/** Words models use instead of the types. */
const ALIASES: Readonly<Record<string, MemoryType>> = {
  fact: 'discovery',
  insight: 'discovery',
  finding: 'discovery',
  learning: 'discovery',
  lesson: 'discovery',
  observation: 'discovery',
  bug: 'error',
  issue: 'error',
  problem: 'error',
  failure: 'error',
  choice: 'decision',
  file: 'artifact',
  output: 'artifact',
  code: 'artifact',
  result: 'tool_result',
  command: 'tool_result',
  tool: 'tool_result',
};

/** Memory entries of an answer; null when it holds nothing that could be one. `subtaskIds` are those of the plan. */
export function readMemory(text: string, subtaskIds: ReadonlySet<string>): ReadMemory | null {
  const values = jsonIn(text);
  const whole = values.filter(isEntry);
  // One object a line, or those of a list that stops.
  const cut = beforeCut(text) === null ? {} : { makeshift: CUT };
  if (whole.length > 1 && (whole.length === values.length || 'makeshift' in cut))
    return { ...take(whole, subtaskIds), ...cut };
  const lists = values.flatMap((value) => [itemsOf(value, 0) ?? []]);
  const last = lists.reverse().find((items) => items.length > 0);
  if (last !== undefined) return { ...take(last, subtaskIds), ...cut };
  const lines = listItems(text);
  if (lines.length > 0) return { ...take(lines, subtaskIds), makeshift: AS_LINES };
  return /\[\s*\]/.test(withoutThinking(text)) ? { entries: [], dropped: 0 } : null;
}

function itemsOf(value: unknown, depth: number): unknown[] | null {
  if (Array.isArray(value)) return value.some(isEntry) || isOfSentences(value) ? (value as unknown[]) : null;
  if (!isObject(value) || depth > 3) return null;
  if (isEntry(value)) return [value];
  const values = Object.values(value).map(read);
  for (const inner of values) {
    const items = Array.isArray(inner) || isObject(inner) ? itemsOf(inner, depth + 1) : null;
    if (items !== null) return values.every(isEntry) ? values : items;
  }
  return null;
}

/** What a text holds that is a list or an object in JSON. */
function read(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  return jsonIn(value)[0] ?? value;
}

const SUMMARY_KEYS = ['summary', 'title', 'text', 'content', 'fact', 'memory', 'description'];
const DETAIL_KEYS = ['detail', 'details', 'explanation', 'content', 'text', 'description'];

/** A list of names or paths is none of entries. */
const isOfSentences = (items: readonly unknown[]): boolean =>
  items.length > 0 && items.every((item) => typeof item === 'string' && item.trim().split(/\s+/).length >= 3);

const isEntry = (item: unknown): boolean =>
  isObject(item) && (pick(item, SUMMARY_KEYS) !== undefined || pick(item, ['detail', 'details']) !== undefined);

function take(items: readonly unknown[], subtaskIds: ReadonlySet<string>): ReadMemory {
  const drafts = items.map((item) => toDraft(item, subtaskIds));
  const seen = new Set<string>();
  const good = drafts.filter((draft): draft is MemoryDraft => {
    const said = wordsOf(draft?.summary ?? '');
    if (said === '' || seen.has(said)) return false;
    seen.add(said);
    return true;
  });
  const entries = good.slice(0, MOST_ENTRIES);
  return { entries, dropped: items.length - entries.length };
}

function toDraft(item: unknown, subtaskIds: ReadonlySet<string>): MemoryDraft | null {
  if (typeof item === 'string') return draft('context', item, '', [], []);
  if (!isObject(item)) return null;
  const detail = asText(pick(item, DETAIL_KEYS));
  const summary = asText(pick(item, SUMMARY_KEYS)) || (detail.split('\n', 1)[0] ?? '');
  const tags = asTexts(pick(item, ['tags', 'tag', 'keywords']), /[,;]+/);
  const relevance = asTexts(pick(item, ['relevance_to', 'relevant_to', 'relevance', 'subtasks']), /[,;\s]+/);
  return draft(
    typeOf(asText(pick(item, ['type', 'entry_type', 'kind', 'category']))),
    summary,
    detail,
    tags.map((tag) => cut(oneLine(tag).toLowerCase(), 40)).slice(0, 8),
    [...new Set(relevance)].filter((id) => subtaskIds.has(id)),
  );
}

/** Nothing but what stands for a value in a form: "<one sentence>", "{summary}", "summary". */
const TO_FILL_IN = /^(?:summary|details?|<[^<>]{1,200}>|\{{1,2}[^{}]{1,200}\}{1,2}|\[[^[\]]{1,200}\])[.!]?$/i;

function draft(
  type: MemoryType,
  summary: string,
  detail: string,
  tags: readonly string[],
  relevanceTo: readonly string[],
): MemoryDraft | null {
  const short = cut(oneLine(withoutSecrets(wellFormed(summary))), SUMMARY);
  if (!/[\p{L}\p{N}]/u.test(short) || TO_FILL_IN.test(short)) return null;
  return {
    type,
    summary: short,
    detail: cut(
      withoutSecrets(detail.trim() === '' || TO_FILL_IN.test(detail.trim()) ? oneLine(summary) : detail),
      DETAIL,
    ),
    tags,
    relevanceTo,
  };
}

/** Only the API writes what the user said, so no answer can claim that type. */
function typeOf(text: string): MemoryType {
  const folded = text.toLowerCase().replace(/[^a-z]+/g, '_');
  const known = MEMORY_TYPES.find((type) => type === folded);
  if (known !== undefined) return known === 'user_instruction' ? 'context' : known;
  return ALIASES[folded] ?? 'context';
}
