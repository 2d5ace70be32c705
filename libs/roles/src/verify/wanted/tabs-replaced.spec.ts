import { expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { tabbedLine, withoutTabs } from './tabs-replaced.js';

it.each([
  ['Replace each tab in app.py by 4 spaces.', 'app.py'],
  ['Please convert all of the tabs in app.py to spaces', 'app.py'],
  ['Replace tab characters in src/app.py with four spaces.', 'src/app.py'],
  ['Replace each tab in app.py by 4 spaces, except in the table.', null],
  ['Replace the tabs component in app.py with spaces.', null],
  ['Replace each tab in a.py by 4 spaces. Keep those of the table.', null],
])('%s', (told, path) => {
  expect(withoutTabs(told)).toBe(path);
});

it('looks at the beginnings of lines', () => {
  expect(tabbedLine('a\n  \tb\n')).toBe(2);
  expect(tabbedLine('a\n    b = "\t"\n')).toBeNull();
});

it('is read in linear time', () => {
  assertLinear(withoutTabs, 'replace all of the tabs in ', 2000);
  assertLinear(tabbedLine, ' ', 20_000);
});
