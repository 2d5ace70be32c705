/* HTML's entities for signs, as a server or a template leaves them in what a model has said. Pure. */

const SIGNS: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  '#34': '"',
  '#39': "'",
  apos: "'",
  amp: '&',
};
const ENTITY = /&(lt|gt|quot|amp|apos|#34|#39);/g;

export const withSignsFor = (text: string): string => text.replace(ENTITY, (_, name: string) => SIGNS[name] ?? '');

/** Whether a sign stands for itself beside its entity, so that the entity may be meant. */
export function isBare(text: string): boolean {
  const both = (sign: string, entity: string): boolean => text.includes(entity) && text.includes(sign);
  return both('<', '&lt;') || both('>', '&gt;') || both('"', '&quot;');
}

/** A text with signs in place of its entities; null where some of them may be meant. */
export const signsOf = (text: string): string | null => (isBare(text) ? null : withSignsFor(text));
