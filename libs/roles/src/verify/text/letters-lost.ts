/* Letters beyond ASCII that became question marks on the way. Pure, linear. */

const WORDS = /[\p{L}\p{M}\p{N}?]+/gu;
const BEYOND = /[^\u0000-\u007f]/u;
const LONGEST = 400_000;

/** Whether there may be any. */
export const mayBeLost = (text: string): boolean => /\p{L}\?|\?\p{L}/u.test(text.slice(0, LONGEST));

/** A word that lost its letters and stands in the text no more as it was; null where none has. */
export function lettersLost(text: string, before: string): string | null {
  const words = new Set(text.slice(0, LONGEST).match(WORDS));
  const old = new Set(before.slice(0, LONGEST).match(WORDS));
  for (const word of old) {
    if (!BEYOND.test(word) || words.has(word)) continue;
    const asked = [...word].map((letter) => (BEYOND.test(letter) ? '?' : letter)).join('');
    const byBytes = [...word]
      .map((letter) => (BEYOND.test(letter) ? '?'.repeat(Buffer.byteLength(letter)) : letter))
      .join('');
    const lost = [asked, byBytes].find((one) => /\p{L}/u.test(one) && words.has(one) && !old.has(one));
    if (lost !== undefined) return `letters became question marks: "${word.slice(0, 40)}" is "${lost.slice(0, 40)}"`;
  }
  return null;
}
