import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyLetter, assertLinear } from '#testing';
import { readMemory } from '../extract/read-memory.js';
import { planFromList, readPlan } from '../plan/read-plan.js';
import { readVerdict } from '../verify/verdict/read-verdict.js';
import { jsonIn, listItems } from './read-json.js';

/* Whatever a model answers where a plan, a verdict or memories were asked for. */

const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  json: jsonIn,
  list: listItems,
  plan: (text) => readPlan(text, new Set(['a'])),
  'plan from a list': planFromList,
  verdict: (text) => readVerdict(text, 'a.txt holds one line.'),
  memory: (text) => readMemory(text, new Set(['a'])),
};
const PIECES = [
  ...['{', '}', '[', ']', '"', "'", ':', ',', '\\', '\n', '- ', '1. ', '```json\n', '```', '<think>', '</think>'],
  ...['"subtasks"', '"id"', '"description"', '"depends_on"', '"passed"', '"issues"', 'true', 'false', 'null', 'None'],
  ...['"type"', '"summary"', '"properties"', '“', '/*', '//', 'not ', 'passed', 'a', '__proto__', '\ud83d', '0', ' '],
];
const answer = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: anyLetter, maxLength: 6 })), { maxLength: 40 })
  .map((pieces) => pieces.join(''));

describe.each(Object.entries(READERS))('any answer, read as %s,', (_, read) => {
  it('is read or not, and never throws', () => {
    fc.assert(
      fc.property(answer, (text) => void read(text)),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.jsonValue(), (value) => void read(JSON.stringify(value))),
      { numRuns: 200 },
    );
  });

  it.each(PIECES)('is read in linear time, made of %j', (piece) => {
    assertLinear(read, piece, 12_000 / piece.length, { start: '{"subtasks": [' });
  });
});

describe('an answer that says nothing', () => {
  it('is no verdict and no plan', () => {
    const words = fc.array(fc.constantFrom('the', 'file', 'a.txt', 'well', 'so', '{', '}', '\n'), { maxLength: 20 });
    fc.assert(
      fc.property(words, (said) => {
        const text = said.join(' ');
        expect(readVerdict(text, 'a.txt').kind).not.toBe('verdict');
        expect(readPlan(text, new Set()).kind).toBe('unreadable');
      }),
      { examples: [[['{', '\n', '{', '}', 'the']]] },
    );
  });
});
