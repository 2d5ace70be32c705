import fc from 'fast-check';
import { expect, it } from 'vitest';
import { holdsWords, neededWords } from './needed-words.js';

it.each<[RegExp, string[][]]>([
  [/\b(?:replace|change)\s+only\s+the\s+first\b/giu, [['replace', 'change'], ['only'], ['the'], ['first']]],
  [/^(?=(?:please\s+|now\s+){0,2}(?:rename\s+(⟦F\d+⟧)\s+to))/giu, [['rename'], ['⟦f'], ['to']]],
  [/(?:of|for)?\s*copies?/gi, [['copie']]],
  [/wo(?:rd){2,}s*/g, [['wo'], ['rd']]],
  [/(?!never)(?<!before)(?<=behind)(?<named>some)\k<named>/g, [['some']]],
  [/a|words/g, []],
  [/[^\]a-z()|]text\(s\)\u0041bc\x41de\p{L}fg\cJhi/giu, [['text'], ['bc'], ['de'], ['fg'], ['hi']]],
  [/one\btwo$/g, [['onetwo']]],
  [/.*/gs, []],
])('%s needs %j', (pattern, words) => {
  expect(neededWords(pattern)).toEqual(words);
});

const WORDS = ['so', 'ask', 'Kiss', '⟦F1⟧', 'for ', 'I1', 'é'];
const { pattern: anyPattern } = fc.letrec<{ pattern: string; part: string }>((tie) => ({
  part: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...WORDS) },
    {
      weight: 2,
      arbitrary: fc.constantFrom('\\s*', '[^]', '[^s\\]]', '\\b', '.', '\\p{L}', '\\u0073', 'so{0,1}', 's+'),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(
          fc.constantFrom('(', '(?:', '(?=', '(?!', '(?<=', '(?<!'),
          tie('pattern'),
          fc.constantFrom('', '?', '*', '{2}', '+?'),
        )
        .map(([open, within, count]) => `${open}${within})${/^\(\?[=!<]/.test(open) ? '' : count}`),
    },
  ),
  pattern: fc
    .array(fc.array(tie('part'), { maxLength: 4 }), { minLength: 1, maxLength: 3 })
    .map((all) => all.map((one) => one.join('')).join('|')),
}));
const anyText = fc
  .array(fc.constantFrom(...WORDS, 's', 'ſ', 'S', 'K', 'k', 'ı', 'İ', ' ', 'a', 'É'), { maxLength: 12 })
  .map((parts) => parts.join(''));

it.each(['iu', 'i', 'u', ''])('what a pattern with flags "%s" matches in holds a word of each list', (flags) => {
  fc.assert(
    fc.property(anyPattern, anyText, (source, text) => {
      const pattern = new RegExp(source, flags);
      fc.pre(pattern.test(text));
      expect(holdsWords(text, neededWords(pattern))).toBe(true);
    }),
    { numRuns: 300 },
  );
});
