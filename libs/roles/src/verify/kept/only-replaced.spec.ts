import { describe, expect, it } from 'vitest';
import { onlyReplaced, onlyToGo } from './only-replaced.js';

const TOLD =
  'In the Markdown files under docs/ replace every http://api.example.org/v1 by https://api.example.org/v2. Other addresses stay.';
const diff = (lines: string): string => `diff --git a/a.md b/a.md\n--- a/a.md\n+++ b/a.md\n@@ -1,3 +1,3 @@\n${lines}`;

describe('what is to be replaced', () => {
  it.each<[string, string | null]>([
    [TOLD, 'http://api.example.org/v1'],
    ['Replace all occurrences of "colour" with "color" in a.md.', 'colour'],
    ['In rules.md write "every morning" instead of "in the morning".', 'in the morning'],
    ['Write a test instead of "in the morning".', null],
    ['Replace "a" by "b" and sort the lines.', null],
    ['Replace "a" by "b". Then tidy up.', null],
    ['Replace the parser by a "better" one.', null],
  ])('is all there is to do: %s', (told, text) => {
    expect(onlyToGo(told)).toBe(text);
  });

  it('tells of lines that do not hold it', () => {
    const right = '-GET http://api.example.org/v1/orders\n+GET https://api.example.org/v2/orders\n';
    expect(onlyReplaced(diff(right), TOLD)).toEqual([]);
    expect(onlyReplaced(diff(`${right}-last  \n+last\n`), TOLD)).toEqual([]);
    const more = `${right}-See http://status.example.org\n+See https://status.example.org\n`;
    expect(onlyReplaced(diff(more), TOLD)[0]?.detail).toContain('a.md: "See http://status.example.org"');
  });
});
