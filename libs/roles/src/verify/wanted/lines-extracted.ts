import type { CheckResult } from '#domain';
import { hasWord } from '../has-word.js';
import type { FilesView } from '../stated/files-view.js';
import { FILE, mask, QUOTE, standingFor } from '../stated/masked-text.js';
import { show } from '../stated/problem.js';
import { linesOf, MARK } from './lines-compared.js';
import { timesOf } from '../times-of.js';

/* "Write all lines of log.txt that contain ERROR to errors.txt": those, all of them, in their order, and no other. */

const START =
  '^(?:please\\s+)?(?:write|put|save|copy|extract|store|find|collect|filter(?:\\s+out)?|get)\\s+(?:all\\s+|every\\s+|only\\s+)?(?:of\\s+)?(?:the\\s+)?lines\\s+';
const OF = `(?:of|from|in)\\s+(?:the\\s+)?(?:file\\s+)?(${FILE})`;
const THAT = '(?:that|which)\\s+';
const HOLD = `((?:${THAT})?(?:(?:do\\s+not|don't)\\s+)?(?:contain(?:ing)?|includ(?:e|ing)|have|having|start(?:ing)?\\s+with|begin(?:ning)?\\s+with|end(?:ing)?\\s+(?:with|in))|with|without)`;
const WORD = `(the\\s+(?:word|text|string)\\s+)?(${QUOTE}|[\\w-]{2,60})`;
const TO = `(?:,?\\s+and\\s+(?:write|save|put|copy|store)\\s+them)?\\s+(?:to|into|in)\\s+(?:an?\\s+|the\\s+)?(?:new\\s+)?(?:file\\s+)?(?:called\\s+|named\\s+)?(${FILE})(?:,?\\s+(?:(?:and\\s+)?keep(?:ing)?\\s+(?:their|the)\\s+(?:original\\s+)?order|in\\s+(?:the|their)\\s+(?:same|original)\\s+order))?\\s*[.!]?$`;
const OF_FILE = new RegExp(`${START}${OF},?\\s+${HOLD}\\s+${WORD}${TO}`, 'i');
const BY_WORD = new RegExp(`${START}${HOLD}\\s+${WORD}\\s+${OF}${TO}`, 'i');
/** What stands bare is a word of prose, else. */
const SIGNAL = /^(?=.*[A-Z\d])[A-Z\d_-]+$/;

export interface Extracted {
  readonly from: string;
  readonly to: string;
  readonly word: string;
  readonly at: 'anywhere' | 'start' | 'end';
  readonly isLacking: boolean;
  readonly isWord: boolean;
}

/** Only where it is all that is asked for. Pure. */
export function extractedIn(told: string): Extracted | null {
  const masked = mask(told);
  const text = masked.text.trim();
  const [ofFile, byWord] = [OF_FILE.exec(text), BY_WORD.exec(text)];
  const [, hold = '', called = '', given = ''] =
    ofFile === null ? (byWord ?? []) : [ofFile[0], ofFile[2], ofFile[3], ofFile[4]];
  const [from, to, ...others] = standingFor(text, masked, 'F');
  const word = standingFor(given, masked, 'Q')[0] ?? given;
  if (from === undefined || to === undefined || from === to || others.length > 0 || word.trim() === '') return null;
  if (word === given && called === '' && !SIGNAL.test(word)) return null;
  const at = /start|begin/i.test(hold) ? 'start' : /end/i.test(hold) ? 'end' : 'anywhere';
  const isLacking = /\b(?:not|don't|without)\b/i.test(hold);
  return { from, to, word, at, isLacking, isWord: /\bword\b/i.test(called) || /^\d+$/.test(word) };
}

/** The lines by each way the words may be meant. */
function readings({ word, at, isLacking, isWord }: Extracted, lines: readonly string[]): string[][] {
  const sought = word.trim();
  const low = sought.toLowerCase();
  const has = (line: string, part: string): boolean =>
    at === 'start' ? line.startsWith(part) : at === 'end' ? line.endsWith(part) : line.includes(part);
  const those = (is: (line: string) => boolean): string[] => lines.filter((line) => is(line) !== isLacking);
  const asIs = those((line) => has(line, sought));
  const anyCase = those((line) => has(line.toLowerCase(), low));
  const whole = isWord ? [those((line) => has(line, sought) && hasWord(line, sought))] : [];
  const isStrict = SIGNAL.test(sought) && lines.some((line) => has(line, sought));
  return [asIs, ...(isStrict ? [] : [anyCase]), ...whole];
}

/** Null where it holds what it is to. Pure. */
export function extractedProblem(extracted: Extracted, source: string, result: string): string | null {
  const { to } = extracted;
  const lines = linesOf(source);
  const known = new Set(lines);
  const is = linesOf(result)
    .map((line) => (known.has(line) ? line : line.replace(MARK, '')))
    .filter((line) => known.has(line));
  const there = timesOf(is);
  const problems = readings(extracted, lines).map((wanted) => {
    const want = timesOf(wanted);
    const missing = wanted.find((line) => (there.get(line) ?? 0) < (want.get(line) ?? 0));
    if (missing !== undefined) return `${to} lacks ${show(missing)}`;
    const extra = is.find((line) => (there.get(line) ?? 0) > (want.get(line) ?? 0));
    if (extra !== undefined)
      return want.has(extra)
        ? `${to} holds ${show(extra)} more often than ${extracted.from}`
        : `${to} holds ${show(extra)}, which does not belong there`;
    const moved = wanted.find((line, at) => is[at] !== line);
    return moved === undefined ? null : `in ${to} ${show(moved)} is not in its place`;
  });
  return problems.includes(null) ? null : (problems[0] ?? null);
}

const NOT_OF_LINES = /\.(?:jsonl?|ya?ml|xml|html?|[ct]sv)$/i;

/** `told`: the user's words. */
export async function linesExtracted(files: FilesView, told: string): Promise<CheckResult[]> {
  const extracted = extractedIn(told);
  if (extracted === null || NOT_OF_LINES.test(extracted.from) || NOT_OF_LINES.test(extracted.to)) return [];
  const [[from, ...others], [to, ...more]] = [files.meant(extracted.from), files.meant(extracted.to)];
  if (from === undefined || to === undefined || others.length > 0 || more.length > 0) return [];
  if (files.isChanged(from) || !files.isChanged(to)) return [];
  const [source, result, before] = [await files.text(from), await files.text(to), await files.before(to)];
  if (source === null || result === null || before === undefined || (before ?? '').trim() !== '') return [];
  const problem = extractedProblem(extracted, source, result);
  return problem === null ? [] : [{ name: 'lines_extracted', passed: false, detail: problem }];
}
