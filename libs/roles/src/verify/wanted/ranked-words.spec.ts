import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { rankedWordsIn, rankedWordsProblem } from './ranked-words.js';

const TEXT =
  'The magnificent castle stood above the valley.\nThe valley was green, and the castle was remarkably old.\nThe end.\n';
const LONGEST = 'Write the three longest words of tale.txt into long.txt.';
const FREQUENT = 'Write the five most frequent words in tale.txt to top.txt, most frequent first.';
const TWO = 'Find the two most common words in tale.txt and save them in top.txt, one per line.';

const problem = (told: string, text: string): string | null => {
  const [ranked] = rankedWordsIn(told);
  return ranked === undefined ? null : rankedWordsProblem(ranked, TEXT, text);
};

describe('words that come first by their length, or by how often they are there', () => {
  it.each([
    [LONGEST, 'magnificent\nremarkably\nstood\n'],
    [LONGEST, 'The longest words are castle and valley.\n'],
    ['Put the longest word of tale.txt into long.txt.', 'remarkably\n'],
    ['Write the two longest words of tale.txt in order into long.txt.', 'magnificent\ncastle\n'],
    ['Create long.txt with the 2 longest words of tale.txt, longest first.', 'remarkably\nmagnificent\n'],
    ['List the two longest words of tale.txt in long.txt.', 'castle\nvalley\n'],
    ['Write the two longest words of tale.txt and their lengths to long.txt.', 'castle 6\nvalley 6\n'],
    ['Write the top two words by length of tale.txt to long.txt.', 'castle\nvalley\n'],
    ['Write the two words that occur most often in tale.txt to top.txt.', 'castle\nvalley\n'],
    [TWO, 'the\ncastle\nold\n'],
    [TWO, 'castle\nvalley\n'],
    [TWO, 'the: 6\nold: 1\n'],
    [TWO, 'the\n'],
  ])('are others: %s %j', (told, text) => {
    expect(problem(told, text)).not.toBeNull();
  });

  it.each([
    [LONGEST, 'magnificent\nremarkably\ncastle\n'],
    [LONGEST, '1. magnificent (11)\n2. remarkably (10)\n3. valley (6)\n'],
    [LONGEST, 'remarkably\nmagnificent\nvalley\n'],
    [LONGEST, 'magnificent, remarkably, castle\n'],
    ['Write the two longest words of tale.txt that start with "c" into long.txt.', 'castle\n'],
    ['Write the two longest words of tale.txt to long.txt. Only words with small letters count.', 'old\n'],
    ['Write the two longest words of each line of tale.txt into long.txt.', 'castle\n'],
    ['Write the two longest words of tale.txt to long.txt backwards.', 'tnecifingam\nylbakramer\n'],
    ['Write the two longest words of tale.txt to long.txt in capitals.', 'MAGNIFICENT\nREMARKABLY\n'],
    [FREQUENT, 'the\nwas\ncastle\nvalley\nold\n'],
    [TWO, 'The\ncastle\n'],
    [TWO, 'the 5\nwas 2\n'],
    ['Write the two most frequent words in tale.txt to top.txt, without stop words.', 'castle\nvalley\n'],
  ])('may be these: %s %j', (told, text) => {
    expect(problem(told, text)).toBeNull();
  });

  it('are looked for in linear time', () => {
    for (const unit of ['the three longest words of ', 'find the most common ', 'a.txt, in order ', 'most '])
      assertLinear(rankedWordsIn, unit, 16_000 / unit.length);
    const [ranked] = rankedWordsIn(LONGEST);
    if (ranked === undefined) throw new Error('not read');
    for (const unit of ["a'", 'a.', '-', 'ab ', 'a\n'])
      assertLinear((text) => rankedWordsProblem(ranked, text, text), unit, 20_000 / unit.length);
  });
});
