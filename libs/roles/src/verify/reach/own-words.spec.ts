import { expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { ownWords } from './own-words.js';

const isBlamed = (summary: string, told = 'Write title.py, which prints the title of page.html.'): boolean =>
  ownWords(summary, '', told).some(({ passed }) => !passed);

it.each([
  'title.py is written. Running it gives "NameError: name \'page\' is not defined".',
  'Wrote title.py. Running title.py here still fails with a SyntaxError, which the user can look into.',
  'Done. Running the tests ends in `TypeError: run() takes 1 argument`.',
  'Importing it raises AttributeError.',
])('is told of a fault of the work itself: %s', (summary) => {
  expect(isBlamed(summary)).toBe(true);
});

it.each<[string, string?]>([
  ['title.py is written. Running it gives "ModuleNotFoundError: No module named \'requests\'".'],
  ['Running it gave a NameError before; that is mended.'],
  ['Running it without a page raises KeyError.'],
  ['Running it no longer raises a NameError.'],
  ['If a file is missing, running it raises KeyError.'],
  ['Running it raises TypeError for a text.', 'Let half() raise a TypeError for a text.'],
  ['Running it raises KeyError, as intended.'],
  ['Running it shows the title.'],
  ['All tests pass.'],
])('takes for the claim of the work: %s', (summary, told) => {
  expect(isBlamed(summary, told)).toBe(false);
});

it('is read in linear time', () => {
  assertLinear((text) => ownWords(text, '', 'Write a.py.'), 'Running it here still gives an ', 2000);
});
