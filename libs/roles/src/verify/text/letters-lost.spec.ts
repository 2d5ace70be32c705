import { expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { lettersLost, mayBeLost } from './letters-lost.js';

const lost = (text: string, before: string): string | null => (mayBeLost(text) ? lettersLost(text, before) : null);

it.each([
  ['Z?rich, Genf, K?ln\n', 'Zürich, Bern, Köln\n', 'Z?rich'],
  ['caf??\n', 'café\n', 'caf??'],
  ['?pfel und Birnen\n', 'Äpfel\n', '?pfel'],
])('letters that became question marks are found: %s', (text, before, told) => {
  expect(lost(text, before)).toContain(told);
});

it.each([
  ['Zürich? Genf, Köln\n', 'Zürich, Bern, Köln\n'],
  ['Zuerich, Koeln\n', 'Zürich, Köln\n'],
  ['cafe?a=1\n', 'café\n'],
  ['Is it Zürich?\n', 'Is it Bern?\n'],
  ['Z?rich stands for Zürich.\n', 'Zürich\n'],
  ['a?b:c\n', 'a?b:c é\n'],
  ['??\n', '中文\n'],
])('none is lost in: %s', (text, before) => {
  expect(lost(text, before)).toBeNull();
});

it('is linear in the text', () => {
  for (const unit of ['Z?rich ', 'ü?', '?', 'a b'])
    assertLinear((text) => lost(text, text.replaceAll('?', 'ü').replaceAll('ich', 'ech')), unit, 20_000);
});
