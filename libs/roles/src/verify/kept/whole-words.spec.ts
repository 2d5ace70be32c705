import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { partReplaced, wholeWordIn } from './whole-words.js';

const TEXT = 'The state of things.\nAn estate, a statement.\nState by state, restated.\n';
const WHOLE = [
  'Replace the word "state" with "county" in a.txt, whole words only.',
  'Replace the whole word "state" with "county" in a.txt.',
  'In a.txt replace "state" by "county" as a word, "estate" must stay.',
  'In a.txt, replace state with county only as a whole word.',
  'Replace "state" with "county" in a.txt, but not where it is part of a longer word.',
  'Replace "state" with "county" in a.txt. Do not replace it inside other words.',
  'Change every "state" to "county" in a.txt, but only where it stands alone.',
  'Replace the word "state" (as a whole word) with "county" in a.txt.',
  'Replace whole-word occurrences of "state" with "county" in a.txt.',
  'Replace "state" by "county" in a.txt, but not inside other words such as "estate".',
];
const problem = (told: string, now: string, was = TEXT): string | null => {
  const word = wholeWordIn(told);
  return word === null ? null : partReplaced(word, 'a.txt', was, now);
};

describe('a word that is replaced as a word', () => {
  it.each(WHOLE)('is none within longer ones: %s', (told) => {
    expect(problem(told, TEXT.replaceAll('state', 'county'))).not.toBeNull();
    expect(problem(told, TEXT.replace(/state/gi, 'county'))).not.toBeNull();
    expect(problem(told, TEXT.replace(/\bstate\b/g, 'county'))).toBeNull();
    expect(problem(told, TEXT.replace(/\bstate\b/gi, 'county'))).toBeNull();
    expect(problem(told, 'The county of things.\nAn estate, one statement.\nCounty by county, restated.\n')).toBeNull();
  });

  it.each([
    'In a.txt replace "state" with "county". "statement" must stay.',
    'Replace the word "state" with "county" in a.txt, but keep "statement" as it is.',
    'Replace "state" with "county" in a.txt; leave words like "statement" alone.',
    'Replace "state" with "county" in a.txt without changing "statement".',
    'Replace state by county in a.txt, but do not touch statement.',
    'Replace "state" with "county" in a.txt except in "statement".',
    'In a.txt, change the word "state" to "county". Words like "statement" must not change.',
  ])('leaves those that are named: %s', (told) => {
    expect(problem(told, TEXT.replaceAll('state', 'county'))).toContain('statement');
    expect(problem(told, TEXT.replaceAll('estate', 'ecounty'))).toBeNull();
  });

  it.each([
    'Replace "state" with "county" in a.txt.',
    'Replace the word "state" with "county" in a.txt.',
    'Replace "state" with "county" in a.txt, not only whole words but also parts of longer ones.',
    'Replace "state" with "county" in a.txt. Keep "federal" as it is.',
    'Sort the whole words of a.txt.',
    'Replace "state" with "county" in a.txt, but not in headings.',
    'Replace "state" with "county" in a.txt. Keep the sentences short.',
  ])('may be a part of others where that is not said: %s', (told) => {
    expect(wholeWordIn(told)).toBeNull();
  });

  it('is looked for in linear time', () => {
    for (const unit of ['replace "a" ', 'replace a ', 'not ', 'leave ', 'as a word '])
      assertLinear(wholeWordIn, unit, 16_000 / unit.length);
    const word = wholeWordIn(WHOLE[0] ?? '');
    if (word === null) throw new Error('not read');
    for (const unit of ['state', 'state ', 'state\n'])
      assertLinear((text) => partReplaced(word, 'a.txt', text, `${text}x`), unit, 16_000 / unit.length);
  });
});
