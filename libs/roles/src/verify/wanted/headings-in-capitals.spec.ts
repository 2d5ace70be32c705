import { expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { smallHeading, toBeInCapitals } from './headings-in-capitals.js';

it.each([
  ['Turn all headings in doc.md into upper case.', 'doc.md'],
  ['Make every heading in docs/a.md uppercase', 'docs/a.md'],
  ['Turn all headings in doc.md into upper case, except the first.', null],
  ['Turn the first heading in doc.md into upper case.', null],
  ['Turn all headings in doc.md into title case.', null],
])('%s', (told, path) => {
  expect(toBeInCapitals(told)).toBe(path);
});

it.each([
  ['# TEA\n\nHot.\n\n## Milk\n', 'Milk'],
  ['# TEA\n\n## MILK & ÄPFEL 2\n\nCold.\n', null],
  ['# TEA\n\n```\n# milk\n```\n', null],
  ['# TEA `milk`\n', null],
  ['# GROß\n', null],
])('%j', (text, heading) => {
  expect(smallHeading(text)).toBe(heading);
});

it('is read in linear time', () => {
  assertLinear(toBeInCapitals, 'turn all of the headings in ', 2000);
  for (const unit of ['# a\n', '```\n', '# ', ' ']) assertLinear(smallHeading, unit, 5000);
});
