/** Some languages write no spaces between words. */
export const WITHOUT_SPACES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}]/u;

/**
 * Whether a text holds a name as a word of its own; `before`: what may not stand before one, a single character;
 * `after`: what may not follow, at most two. Linear.
 */
export function hasWord(text: string, name: string, before = /[\w$]/, after = /^[\w$]/): boolean {
  if (name === '') return false;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const end = at + name.length;
    if (!before.test(text[at - 1] ?? ' ') && !after.test(text.slice(end, end + 2))) return true;
  }
  return false;
}

const BRINGS_IN = /\b(?:import|require|from|include|use|mod|source|load)\b|#include/;
/** Whether a line of code takes what has such a name from elsewhere. */
export const bringsIn = (line: string, name: string): boolean => BRINGS_IN.test(line) && hasWord(line, name);
