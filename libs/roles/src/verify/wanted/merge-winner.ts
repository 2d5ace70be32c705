import { isDeepStrictEqual } from 'node:util';
import type { CheckResult } from '#domain';
import { stemOf } from '../file-kinds.js';
import type { FilesView } from '../stated/files-view.js';
import { escaped } from '../stated/held.js';
import { FILE, mask, sentencesOf, standingFor, type Masked } from '../stated/masked-text.js';
import { show } from '../stated/problem.js';
import { FILES, FILLERS } from '../stated/sentence.js';
import { settingsRoot } from '../stated/tree-forms.js';

/* "Merge a.json and b.json into c.json, values of b.json win": what both have, the result has of the one that wins. */

const PARTS =
  '(?:the\\s+)?(?:(?:contents?|settings|values|keys|(?:two\\s+)?(?:(?:json|yaml|toml)\\s+)?files)\\s+(?:(?:of|from|in)\\s+)?)?';
const SOURCES = `${FILLERS}(?<sources>${FILES}(?:\\s+with\\s+${FILLERS}${FILE})?)`;
const NEW_FILE =
  '(?:an?\\s+|the\\s+)?(?:(?:new|single|one|combined|common)\\s+){0,3}(?:file\\s+)?(?:called\\s+|named\\s+)?';
const MERGE = '\\b(?:merge|combine|unite|consolidate|join)\\s+';
const MERGES = [
  `${MERGE}${PARTS}${SOURCES}\\s+(?:together\\s+)?(?:in)?to\\s+${NEW_FILE}(?<to>${FILE})`,
  `\\b(?:create|make|write|produce|generate)\\s+${NEW_FILE}(?<to>${FILE})\\s+(?:by\\s+(?:merging|combining)|as\\s+a\\s+merge\\s+of)\\s+${PARTS}${SOURCES}`,
  `${MERGE}${PARTS}${SOURCES}(?=\\s*(?:[.,;]|$|and\\b))`,
  `\\b(?:merge|apply|overlay)\\s+(?<over>${FILE})\\s+(?:over|onto|on\\s+top\\s+of)\\s+(?<under>${FILE})\\s*,?\\s*(?:(?:in)?to\\s+${NEW_FILE}(?<to>${FILE}))?`,
].map((form) => new RegExp(form, 'iu'));
/** Where the result goes, where that is said behind. */
const SAVES = new RegExp(
  `(?:\\s*,)?(?:\\s+and)?\\s*(?:save|write|put|store)\\s+(?:it|them|the\\s+(?:merged\\s+|combined\\s+)?(?:results?|output|file|json|data))\\s+(?:as|in|to|into|under)\\s+${NEW_FILE}(${FILE})`,
  'iu',
);
const SETTINGS = /\.(?:json|ya?ml|toml|ini|cfg|conf|properties)$|(?:^|\/)\.env[\w.-]*$|\.env$/i;

const WIN =
  '(?:always\\s+)?(?:(?:should|must|shall|has\\s+to|have\\s+to)\\s+)?(?:always\\s+)?(?:wins?|winning|(?:takes?|taking|ha(?:s|ve)|having|gets?)\\s+(?:precedence|priority)|overrid(?:es?|ing)|overwrit(?:es?|ing)|prevails?|(?:are|is)\\s+(?:kept|used|taken|preferred)|be\\s+(?:kept|used|taken|preferred)|stays?)';
const VALUES = '(?:values?|settings?|entries|entry|keys?|ones?|versions?|data|those|that)';
const ORDINAL = '(?:the\\s+)?(?<ordinal>first|former|second|latter)(?:\\s+(?:one|file)s?)?';
const BY_NAME = `(?<file>${FILE})(?:['’]s)?`;
const WINS = [
  `(?:${VALUES}\\s+(?:of|from|in)\\s+(?:the\\s+file\\s+)?)?(?:${BY_NAME}|${ORDINAL})(?:\\s+${VALUES})?\\s+${WIN}(?!\\s+(?:the\\s+)?(?:form|names?|order))`,
  `(?:giv(?:e|es|ing)|with|ha(?:s|ve)|having)\\s+(?:the\\s+)?(?:priority|precedence|preference)\\s+(?:to|for|given\\s+to)\\s+(?:(?:the\\s+)?${VALUES}\\s+(?:of|from|in)\\s+)?(?:${BY_NAME}|${ORDINAL})`,
  `(?:prefer|keep|take|use|let)(?:ring|ing)?\\s+(?:the\\s+)?(?:${VALUES}\\s+)?(?:(?:of|from|in)\\s+)?(?:the\\s+file\\s+)?(?:${BY_NAME}|${ORDINAL})(?:\\s+${VALUES})?(?:\\s+win)?(?=\\s*(?:[.,;!)]|$))`,
].map((form) => new RegExp(form, 'iu'));
const THERE_STAYS =
  /\b(?:existing|present|current)\s+(?:values?|settings|entries|keys)\s+(?:(?:must|should)\s+)?(?:stay|win|remain|take\s+precedence|(?:are|be)\s+kept|(?:must|should)?\s*not\s+be\s+(?:overwritten|overridden|replaced|changed))\b|\b(?:without|(?:do\s+not|don['’]t|never))\s+overwrit(?:e|ing)\s+(?:any\s+)?(?:existing|present)\s+(?:values?|settings|entries|keys)\b/i;
const DENIED = /\b(?:not|never|no)\b|n['’]t\b/i;
/** Something else becomes of the values, or of some. */
const OTHERWISE =
  /\b(?:except|unless|but|under|nested|both\s+in|only|besides|apart|set|renam\w*|remov\w*|delet\w*|drop\w*|add(?:ed|ing)?|append\w*|chang\w*|updat\w*|bump\w*|increment\w*|sum\w*|newer|older|latest|larger|smaller|higher|lower|longer|script|function|program|lists?|arrays?|each|every|first\s+level|by\s+(?:id|name|key))\b/i;

export interface MergeWinner {
  readonly winner: string;
  readonly others: readonly string[];
  readonly to: string;
}

/** Null where nobody wins, or more is said of it than can be understood. Pure. */
export function mergeWinnerIn(told: string): MergeWinner | null {
  const masked = mask(told);
  const sentences = sentencesOf(masked);
  const at = sentences.findIndex((one) => MERGES.some((form) => form.test(one)));
  const match = MERGES.map((form) => form.exec(sentences[at] ?? '')).find((found) => found !== null);
  if (match === undefined || match === null) return null;
  if (!/^\W*(?:(?:please|now|then|first)\W+){0,2}$/i.test(match.input.slice(0, match.index))) return null;
  const { sources: list = '', over = '', under = '', to: place } = match.groups ?? {};
  // What stands before the order says nothing of it.
  const rest = [match.input.slice(match.index + match[0].length), ...sentences.slice(at + 1)];
  const saved = place ?? rest.map((one) => SAVES.exec(one)?.[1]).find((one) => one !== undefined);
  const [from, [to]] = [standingFor(list + over + under, masked, 'F'), standingFor(saved ?? '', masked, 'F')];
  if (to === undefined) return null;
  const sources = [...new Set(from.length === 1 ? [...from, to] : from)];
  if (sources.length < 2 || ![...sources, to].every((path) => SETTINGS.test(path))) return null;
  const said = rest.map((one) => one.replace(SAVES, ' '));
  const beside = [...sentences.slice(0, at), ...said.map((one) => one.replace(/^\s*,?\s*but\b/i, ' '))];
  if (OTHERWISE.test(beside.join(' '))) return null;
  const winners = new Set(said.flatMap((one) => winnersIn(withTokens(one, sources, masked), sources, to, masked)));
  if (over !== '') winners.add(sources[0] ?? null);
  const [winner, ...more] = winners;
  if (winner === undefined || winner === null || more.length > 0) return null;
  return { winner, others: sources.filter((path) => path !== winner), to };
}

/** Null where it is said who does not win. */
function winnersIn(said: string, sources: readonly string[], to: string, masked: Masked): (string | null)[] {
  if (THERE_STAYS.test(said)) return [sources.includes(to) ? to : null];
  const found = WINS.map((form) => form.exec(said)).find((match) => match !== null);
  if (found === undefined || found === null) return [];
  const { file, ordinal } = found.groups ?? {};
  const [named] =
    file === undefined
      ? [/^(?:first|former)$/i.test(ordinal ?? '') ? sources[0] : sources[1]]
      : standingFor(file, masked, 'F');
  const isClear = named !== undefined && sources.includes(named) && (file !== undefined || sources.length === 2);
  return [isClear && !DENIED.test(said) ? named : null];
}

const OTHER_WORD = new RegExp(`^(?:${VALUES}|both|new|old|the|merge|merged|i)$`, 'i');
/** With the files that are called by their names without a type. */
function withTokens(said: string, sources: readonly string[], { files }: Masked): string {
  return sources.reduce((text, path) => {
    const stem = stemOf(path);
    const isOne = sources.filter((other) => stemOf(other) === stem).length === 1;
    if (!isOne || !/^[\w-]{1,40}$/.test(stem) || OTHER_WORD.test(stem)) return text;
    // An article stands before a word.
    const from = /^a$/i.test(stem) ? '(?<=\\b(?:of|from|in)\\s)' : '(?<![\\w⟦.-])';
    const name = new RegExp(`${from}${escaped(stem)}(?![\\w⟧]|[.-]\\w)`, 'gu');
    return text.replace(name, `⟦F${files.indexOf(path)}⟧`);
  }, said);
}

type Group = Readonly<Record<string, unknown>>;
const isGroup = (value: unknown): value is Group =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands at the end of each way through the groups. */
function leavesOf(root: Group, before = ''): [string, unknown][] {
  return Object.entries(root).flatMap(([key, value]): [string, unknown][] =>
    isGroup(value) ? leavesOf(value, `${before}${key}.`) : [[`${before}${key}`, value]],
  );
}

const isSame = (one: unknown, other: unknown): boolean =>
  isDeepStrictEqual(one, other) ||
  (!Array.isArray(one) && !Array.isArray(other) && !isGroup(one) && String(one) === String(other));

/** A sentence; null where the result may well be right. Pure. */
export function mergeProblem(
  { winner, to }: MergeWinner,
  won: unknown,
  lost: readonly unknown[],
  result: unknown,
): string | null {
  if (!isGroup(won) || !isGroup(result) || !lost.every(isGroup)) return null;
  const has = new Map(leavesOf(result));
  const lists = new Map(lost.flatMap((one) => leavesOf(one)));
  for (const [place, value] of leavesOf(won)) {
    const now = has.get(place);
    if (!has.has(place)) return `${to} lacks ${show(place)} of ${winner}`;
    if (isSame(value, now)) continue;
    // Lists may be put together.
    const isJoined =
      Array.isArray(value) &&
      Array.isArray(now) &&
      Array.isArray(lists.get(place)) &&
      value.every((one) => now.some((other) => isDeepStrictEqual(one, other)));
    if (!isJoined)
      return `${to} has ${String(JSON.stringify(now)).slice(0, 80)} for ${show(place)}, and ${winner}, whose values win, has ${String(JSON.stringify(value)).slice(0, 80)}`;
  }
  const missing = lost.flatMap((one) => Object.keys(one)).find((key) => !(key in result));
  return missing === undefined ? null : `${to} lacks ${show(missing)}`;
}

const LONGEST = 200_000;
/** `told`: the user's words. */
export async function winnerWins(files: FilesView, told: string): Promise<CheckResult[]> {
  const merge = mergeWinnerIn(told);
  if (merge === null) return [];
  const roots: unknown[] = [];
  for (const path of [merge.winner, ...merge.others]) {
    const before = await files.before(path);
    const text = typeof before === 'string' ? before : await files.text(path);
    if (text === null || text.length > LONGEST) return [];
    roots.push(settingsRoot(path, text));
  }
  const [place, ...more] = files.meant(merge.to);
  const text = place === undefined || more.length > 0 ? null : await files.text(place);
  if (place === undefined || text === null || text.length > LONGEST) return [];
  const [won, ...lost] = roots;
  const problem = mergeProblem(merge, won, lost, settingsRoot(place, text));
  return problem === null ? [] : [{ name: 'merge_winner', passed: false, detail: problem }];
}
