import { describe, expect, it } from 'vitest';
import { namesStay, namesToStay } from './names-stay.js';

const diff = (lines: string): string => `diff --git a/a.js b/a.js\n--- a/a.js\n+++ b/a.js\n@@ -1,3 +1,3 @@\n${lines}`;

describe('names that are to stay', () => {
  it.each<[string, string[]]>([
    ['Remove oldHash; newHash stays.', ['newHash']],
    ['Remove `a`. `newHash()` must stay as it is.', ['newHash']],
    ['Remove a, keep newHash.', ['newHash']],
    ['Remove a and leave the function newHash alone.', ['newHash']],
    ['Remove a. The class Store remains.', ['Store']],
    ['Keep the code short and the tests green.', []],
  ])('are read: %s', (told, names) => {
    expect(namesToStay(told)).toEqual(names);
  });

  it('are told where they are gone', () => {
    const told = 'Remove oldHash; newHash stays.';
    const gone = diff('-export function newHash(s) {\n-  return s;\n-}\n');
    expect(namesStay(gone, told)).toEqual([
      { name: 'names_stay', passed: false, detail: 'gone, and was to stay: newHash in a.js' },
    ]);
    expect(namesStay(diff('-export function oldHash(s) {\n-  return s;\n-}\n'), told)).toEqual([]);
    expect(namesStay(`${gone}+export const newHash = (s) => s;\n`, told)).toEqual([]);
  });
});
