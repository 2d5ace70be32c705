import { expect, it } from 'vitest';
import { isTooOld } from './version.js';

it.each([
  ['git version 2.30.2', true],
  ['git version 2.37.9.windows.1', true],
  ['git version 1.99.0', true],
  ['git version 2.38.0', false],
  ['git version 2.39.5 (Apple Git-154)', false],
  ['git version 2.100.1', false],
  ['git version 3.0.0', false],
  ['something else', false],
])('takes "%s" for too old: %s', (said, answer) => {
  expect(isTooOld(said)).toBe(answer);
});
