import type { Fact } from './fact.js';
import type { Masked } from './masked-text.js';

/** The work goes into another file, and what is said of the one that is named holds for that one. */
const ORIGINAL = '(?:the\\s+)?(?:originals?(?:\\s+(?:files?|documents?|one))?|(?:source|input)\\s+files?)';
const ORIGINAL_STAYS = new RegExp(
  `\\b(?:without|(?:do|must|should)\\s+not|n['’]t|never)\\s+(?:touch|chang|modif|edit|alter|overwrit)\\w*\\s+${ORIGINAL}(?=\\s*(?:[.,;:)!]|$)|\\s+(?:and|in\\s+any)\\b)|\\b(?:leav|keep)\\w*\\s+${ORIGINAL}\\s+(?:exactly\\s+)?(?:as\\s+(?:it|they)\\s+(?:is|are)|as-is|unchanged|untouched|intact|alone|unmodified)\\b`,
  'im',
);
const IN_ANOTHER = /\b(?:in|into|to|as)\s+an?\s+(?:new|separate|different|second)\s+(?:copy|file)\b/i;
const STAYS_SAID: ReadonlySet<Fact['kind']> = new Set<Fact['kind']>([
  'made',
  'in_folder',
  'copied',
  'converted',
  'merged',
  'there',
  'untouched',
  'executable',
  'content',
  'holds',
  'gone',
]);

/** Facts without those that hold for a copy. Pure. */
export function ofTheCopy(facts: readonly Fact[], { text, files }: Masked): Fact[] {
  if (!ORIGINAL_STAYS.test(text))
    return IN_ANOTHER.test(text) ? facts.filter(({ kind }) => kind !== 'changed') : [...facts];
  const kept = facts.filter(({ kind }) => STAYS_SAID.has(kind));
  const written = new Set(kept.map((fact) => ('to' in fact ? fact.to : 'path' in fact ? fact.path : null)));
  const [original, ...others] = new Set(files.filter((path) => !written.has(path)));
  return original === undefined || others.length > 0 ? kept : [...kept, { kind: 'untouched', path: original }];
}
