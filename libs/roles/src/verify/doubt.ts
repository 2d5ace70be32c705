import picomatch from 'picomatch';
import type { CheckResult, FileChange } from '#domain';
import type { Stated } from './stated/fact.js';
import { proseOf } from './stated/masked-text.js';

/*
 * What a check finds is refused where nobody can have asked for it; where somebody may have, a person is asked. Pure.
 */

/** How far the user's words can be relied on for what they do not ask for. */
export type Certainty =
  /** Every word of theirs was understood, or is of an order that takes nothing away. */
  | 'certain'
  /** They may have asked in words that nobody here understands. */
  | 'doubtful';

const MOST_NAMED = 10;

/** `because` has to read well behind "it …". */
export function unasked(name: string, because: string, paths: readonly string[], certainty: Certainty): CheckResult {
  if (certainty === 'certain') return { name, passed: false, detail: because };
  const question = `it ${because}, and whether the goal asks for that is not clear`;
  return { name, passed: true, detail: question, doubt: { because: question, paths } };
}

export const listed = (items: readonly string[]): string =>
  items.slice(0, MOST_NAMED).join(', ') + (items.length > MOST_NAMED ? ` and ${items.length - MOST_NAMED} more` : '');

/** Marks that stand round a text: a ticket, a tag. */
const TAG = /^\s*\[[^\]\n]{1,80}\]|\[[^\]\n]{1,80}\]\s*$/g;
export const withoutTags = (text: string): string => text.replace(TAG, '').trim();

const ADDS =
  /^(?:please\s+)?(?:add|append|prepend|insert|create|write|implement|document|explain|increase|decrease|bump|tick|mark|check\s+off)\b/i;
const MENDS = /^(?:please\s+)?(?:fix|correct)\b/i;
/** What may begin another order, or let something go. */
const GOES_ON =
  /[.:;,!?\n–—][^\S\n]*\S|\b(?:and|then|so|by|uses?|using|into|instead|from|nor?t?|only|one|single|without|rather|new|anew|again|duplicat\w*|twice|obsolete|unused|old|legacy|dead)\b/i;

/**
 * How certain it is that the user's text asks for no more than it is understood to. What mends may take a file away.
 */
export function certaintyOf(told: string, { isWhole, facts, rest }: Stated, of: 'files' | 'text'): Certainty {
  // All files of a kind are to go, and not a word is left over.
  const isOfAKind = of === 'files' && facts.some(({ kind }) => kind === 'none_of') && !/\p{L}/u.test(rest);
  if (isWhole || isOfAKind) return 'certain';
  const prose = proseOf(withoutTags(told)).trim();
  const isKnown = ADDS.test(prose) || (of === 'text' && MENDS.test(prose));
  return isKnown && !GOES_ON.test(prose) ? 'certain' : 'doubtful';
}

/** Whether a command names a path: by itself, by a folder above it, or by a pattern. */
export function namesPath(command: string, path: string): boolean {
  return command.split(/[\s;&|()<>"'`]+/).some((given) => {
    const word = given.replace(/^(?:\.\/)+/, '').replace(/(?<!\/)\/+$/, '');
    if (word === '' || word.startsWith('-')) return false;
    if (path === word || path.startsWith(`${word}/`)) return true;
    return word.includes('*') && picomatch(word, { dot: true, matchBase: true })(path);
  });
}

export const changedPath = ({ path, oldPath }: FileChange): string => oldPath ?? path;
