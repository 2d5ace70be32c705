/** Nothing in it is what any pattern takes; of this length on V8 makes machine code of a pattern at once. */
const LONG = '\u0001'.repeat(1000);
const compiled = new WeakSet<RegExp>();

/**
 * All that a global pattern finds in a text. Where a pattern meets a short text first, V8 makes bytecode of it before it
 * makes machine code, and of patterns as large as those of goals that takes several times as long; `matchAll` copies the
 * pattern, and has both done again for the copy.
 */
export function matchesIn(pattern: RegExp, text: string): RegExpExecArray[] {
  if (!compiled.has(pattern)) {
    compiled.add(pattern);
    pattern.lastIndex = 0;
    pattern.exec(LONG);
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
