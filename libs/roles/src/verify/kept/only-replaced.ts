import type { CheckResult } from '#domain';
import { linesByFile } from '../diff-lines.js';
import { mask, sentencesOf, unmask } from '../stated/masked-text.js';
import { restStays } from './values-kept.js';

/* Lines that were changed along with those that something was to be replaced in. Pure. */

const WHAT = '(⟦[QU]\\d+⟧)';
const ORDER = new RegExp(
  `^(?:\\[[^\\]\\n]{1,80}\\]\\s*)?(?:please\\s+)?(?:in\\s+(?:(?!⟦[QU]|[.;:!?]\\s).){1,120}?)?\\breplace\\s+(?:(?:every|all|each|any)\\s+(?:the\\s+)?)?(?:(?:occurrences?|instances?|uses?)\\s+of\\s+)?(?:the\\s+)?(?:text\\s+|address\\s+|word\\s+)?${WHAT}\\s+(?:by|with)\\s+(?:the\\s+)?(?:text\\s+|address\\s+|word\\s+)?${WHAT}`,
  'iu',
);

/** The same the other way round. */
const INSTEAD = new RegExp(
  `^(?:please\\s+)?(?:in\\s+(?:(?!⟦[QU]|[.;:!?]\\s).){1,120}?)?\\b(?:write|use|say|put)\\s+(?:the\\s+(?:text|word)\\s+)?${WHAT}\\s+(?:instead|in\\s+place)\\s+of\\s+(?:the\\s+(?:text|word)\\s+)?${WHAT}`,
  'iu',
);

/** What is to go, where nothing else is asked for; null otherwise. */
export function onlyToGo(told: string): string | null {
  const masked = mask(told);
  const sentences = sentencesOf(masked);
  const [first = '', ...others] = sentences;
  const found = ORDER.exec(first.trim()) ?? INSTEAD.exec(first.trim());
  const gone = found === null || ORDER.test(first.trim()) ? found?.[1] : found[2];
  if (found === null || gone === undefined || !others.every((sentence) => restStays(sentence))) return null;
  const rest = first.slice(first.indexOf(found[0]) + found[0].length);
  const isAll = others.length > 0 || /^\s*(?:(?:in|throughout|across)\s[^,;]{0,120})?[\s.!]*$/i.test(rest);
  return isAll ? unmask(gone, masked).replace(/^(["'`])(.*)\1$/, '$2') : null;
}

/** `told`: the user's words. */
export function onlyReplaced(diff: string, told: string): CheckResult[] {
  const text = onlyToGo(told);
  if (text === null || text.trim() === '') return [];
  const word = text.toLowerCase();
  const others = [...linesByFile(diff)].flatMap(([path, { removed, added }]) => {
    const bare = new Set(added.map((line) => line.trim()));
    // Blanks at the end of a line, or of a file, say nothing.
    const line = removed.find((one) => !one.toLowerCase().includes(word) && one.trim() !== '' && !bare.has(one.trim()));
    return line === undefined ? [] : [`${path}: "${line.trim().slice(0, 80)}"`];
  });
  if (others.length === 0) return [];
  const detail = `changed, though it does not hold what was to be replaced: ${others.slice(0, 8).join('; ')}`;
  return [{ name: 'only_replaced', passed: false, detail }];
}
