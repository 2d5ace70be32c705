import { holdsWords, neededWords } from './needed-words.js';

/** Nothing in it is what any pattern takes; of this length on V8 makes machine code of a pattern at once. */
const LONG = '\u0001'.repeat(1000);
/** Texts with letters beyond Latin have machine code of their own. */
const LONG_AND_WIDE = `${LONG}\ue000`;
const BEYOND_LATIN = /[^\0-\xff]/;
const compiled = new WeakSet<RegExp>();
const needed = new WeakMap<RegExp, ReturnType<typeof neededWords>>();

/**
 * All that a global pattern finds in a text. Where a pattern meets a short text first, V8 makes bytecode of it before
 * it makes machine code, and of patterns as large as those of goals that takes several times as long; `matchAll` copies
 * the pattern, and has both done again for the copy. A pattern whose words are not in the text is not compiled at all.
 */
export function matchesIn(pattern: RegExp, text: string): RegExpExecArray[] {
  if (!mayBeIn(pattern, text)) return [];
  if (!compiled.has(pattern)) {
    compiled.add(pattern);
    pattern.lastIndex = 0;
    pattern.exec(BEYOND_LATIN.test(text) ? LONG_AND_WIDE : LONG);
  }
  const found: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    found.push(match);
    // One that takes nothing would be found at the same place for ever.
    if (match[0] === '') pattern.lastIndex += pattern.unicode && (text.codePointAt(match.index) ?? 0) > 0xffff ? 2 : 1;
  }
  return found;
}

function mayBeIn(pattern: RegExp, text: string): boolean {
  const words = needed.get(pattern) ?? neededWords(pattern);
  needed.set(pattern, words);
  return holdsWords(text, words);
}
