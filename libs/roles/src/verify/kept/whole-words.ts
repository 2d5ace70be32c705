import type { CheckResult } from '#domain';
import type { FilesView } from '../stated/files-view.js';
import { escaped } from '../stated/held.js';
import { mask, QUOTE, sentencesOf, standingFor } from '../stated/masked-text.js';
import { show } from '../stated/problem.js';

/* A word that is to be replaced as a word, as the user says: longer ones that hold it stay. */

const WORD = `(?:the\\s+)?(?:(?:whole|exact|entire|single|standalone)\\s+)?(?:word\\s+|text\\s+|term\\s+)?(${QUOTE}|\\p{L}[\\p{L}\\p{N}_]{1,40})`;
const REPLACES = new RegExp(
  `\\b(?:replac|chang|substitut|renam|swap)(?:e|ing)?\\s+(?:(?:every|all|each|any)\\s+)?(?:the\\s+)?(?:(?:whole[- ]words?\\s+)?(?:occurrences?|instances?|uses?)\\s+of\\s+)?${WORD}(?:\\s[^.;:]{0,100}?)?\\s(?:with|by|to|into)\\s+${WORD}`,
  'iu',
);
const LONGER = '(?:(?:an?|the|any|other|another|longer|larger|bigger|different)\\s+){1,3}words?';
/** By these, a part of a word is none. */
const WHOLE = new RegExp(
  [
    '\\bwhole[- ]words?\\b',
    '\\bas\\s+an?\\s+(?:(?:whole|separate|standalone|complete|full|single|own)\\s+)?word(?=\\s*(?:[.,;:!)]|$)|\\s+(?:in|and|only)\\b)',
    '\\bas\\s+a\\s+word\\s+of\\s+its\\s+own\\b',
    '\\bonly\\s+(?:where|when|if)\\s+it\\s+(?:stands\\s+(?:alone|by\\s+itself)|is\\s+a\\s+(?:word|whole|separate))',
    '\\bword\\s+boundar(?:y|ies)\\b',
    `\\b(?:not|n['’]t|never)\\s+[^.;]{0,80}?\\b(?:inside|within|(?:as\\s+)?(?:a\\s+)?parts?\\s+of|in)\\s+${LONGER}`,
    `\\b(?:leave|keep)\\s+${LONGER}\\s+(?:that|which)\\s+(?:contain|hold|include)`,
  ].join('|'),
  'iu',
);
const PARTS_TOO =
  /\b(?:also|even|including|both|not\s+(?:only|just))\b[^.;]{0,60}\b(?:whole|parts?|within|inside|longer)\b/i;
/** What is named with such words stays as it is. */
const ONE = `(${QUOTE}|\\p{L}[\\p{L}\\p{N}_]{2,60})`;
const STAYS = [
  `\\b(?:leave|keep|(?:not|n['’]t|never|without)\\s+(?:chang|touch|replac|modify|alter)(?:e|ing|ying)?)\\s+(?:(?:the\\s+)?words?\\s+(?:(?:like|such\\s+as)\\s+)?)?${ONE}`,
  `${ONE}\\s+(?:(?:must|should|has\\s+to|is\\s+to)\\s+)?(?:stays?|remains?|be\\s+(?:kept|left))\\b`,
  `${ONE}\\s+(?:must|should|may|is|are)\\s+not\\s+(?:to\\s+)?(?:be\\s+)?(?:change|touch|replac|alter)`,
  `\\b(?:not|except|excluding)\\s+(?:(?:in|inside|within|for)\\s+)?(?:the\\s+words?\\s+)?${ONE}`,
].map((form) => new RegExp(form, 'giu'));

export interface WholeWord {
  readonly from: string;
  readonly to: string;
  /** Whether no part of a longer word may change. */
  readonly isWhole: boolean;
  /** Longer words that stay. */
  readonly kept: readonly string[];
}

/** Null where nothing is to be replaced, or parts of words may be meant. Pure. */
export function wholeWordIn(told: string): WholeWord | null {
  const masked = mask(told);
  for (const sentence of sentencesOf(masked)) {
    const match = REPLACES.exec(sentence);
    const [from, to] = [match?.[1], match?.[2]].map((piece) => standingFor(piece ?? '', masked, 'Q')[0] ?? piece);
    if (from === undefined || to === undefined || !/^[\p{L}\p{N}_]{2,}$/u.test(from)) continue;
    const isWhole = WHOLE.test(masked.text) && !PARTS_TOO.test(masked.text);
    const kept = STAYS.flatMap((form) => [...masked.text.matchAll(form)])
      .map(([, one = '']) => standingFor(one, masked, 'Q')[0] ?? one)
      .filter((word) => word !== from && word !== to && word.toLowerCase().includes(from.toLowerCase()));
    return isWhole || kept.length > 0 ? { from, to, isWhole, kept } : null;
  }
  return null;
}

const LONGEST = 400_000;

/** A sentence; null where none was changed. Pure. */
export function partReplaced(
  { from, to, isWhole, kept }: WholeWord,
  path: string,
  was: string,
  now: string,
): string | null {
  if (was.length + now.length > LONGEST) return null;
  const countIn = (text: string, word: string): number => text.split(word).length - 1;
  const lost = kept.find((word) => countIn(now, word) < countIn(was, word));
  if (lost !== undefined) return `${path} has lost ${show(lost)}, which was to stay`;
  const [before, after] = [was.split('\n'), now.split('\n')];
  if (!isWhole || before.length !== after.length) return null;
  const anywhere = new RegExp(escaped(from), 'giu');
  const alone = new RegExp(`(?<![\\p{L}\\p{N}_])${escaped(from)}(?![\\p{L}\\p{N}_])`, 'giu');
  const at = before.findIndex((line, n) => {
    if (line === after[n] || !anywhere.test(line)) return false;
    anywhere.lastIndex = 0;
    const careless = [line.split(from).join(to), line.replace(anywhere, () => to)];
    const careful = [line.replace(alone, (one) => (one === from ? to : one)), line.replace(alone, () => to)];
    return careless.includes(after[n] ?? '') && !careful.includes(after[n] ?? '');
  });
  return at < 0
    ? null
    : `line ${at + 1} of ${path} has ${show(to)} in the place of a part of a longer word: ${show(after[at] ?? '')}`;
}

/** `told`: the user's words. */
export async function wholeWordsOnly(files: FilesView, told: string): Promise<CheckResult[]> {
  const word = wholeWordIn(told);
  if (word === null) return [];
  for (const { path, operation } of files.changes) {
    const [was, now] = operation === 'modify' ? [await files.before(path), await files.text(path)] : [null, null];
    const problem = typeof was === 'string' && now !== null ? partReplaced(word, path, was, now) : null;
    if (problem !== null) return [{ name: 'whole_words', passed: false, detail: problem }];
  }
  return [];
}
