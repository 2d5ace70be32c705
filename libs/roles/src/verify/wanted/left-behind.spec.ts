import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { sweptIn } from './left-behind.js';

const left = (told: string, text: string): string | null => {
  const swept = sweptIn(told);
  return swept === null ? null : swept.left(swept.path, text);
};
const COMMENTS = 'Remove all comments from a.js.';
const VAR = 'Replace var by const or let in a.js.';
const HTTPS = 'Replace all http:// links by https:// in links.md.';
const LIST = 'Turn the bullet list in a.md into a numbered list.';

describe('what was to be swept', () => {
  it.each([
    [COMMENTS, 'let a = 1; // y\nf(a);\n', '// y'],
    ['Strip all the comments from a.py', '# x\na = 1\n', '# x'],
    [VAR, 'const a = 1;\nvar b = 2;\n', 'var b = 2;'],
    [HTTPS, 'https://a.b\nsee http://c.d/e\n', 'see http://c.d/e'],
    [LIST, '# T\n\n1. a\n2. b\n- c\n', '- c'],
  ])('is left: %s %j', (told, text, line) => {
    expect(left(told, text)).toBe(line);
  });

  it.each([
    [COMMENTS, 'const url = "http://a"; f(url);\n'],
    [COMMENTS, '#!/usr/bin/env node\n/* eslint-disable no-console */\nf();\n'],
    [`${COMMENTS} Keep the one at the top.`, '// top\nf();\n'],
    ['Remove all comments from a.js except the header.', '// top\nf();\n'],
    [VAR, 'const a = "var x";\n// var b\nconst o = { var: 1 };\n'],
    [HTTPS, 'https://a.b\nhttp://localhost:80/\nxmlns="http://www.w3.org/2000/svg"\n'],
    [LIST, '# T\n\n1. a\n   - b\n'],
    ['Turn the bullet list of colours in a.md into a numbered list.', '- c\n'],
  ])('is not, or nobody knows: %s %j', (told, text) => {
    expect(left(told, text)).toBeNull();
  });

  it('is looked for in linear time', () => {
    assertLinear(sweptIn, ' all the', 3000, { start: 'remove' });
    for (const [told, unit] of [
      [COMMENTS, '// a\n'],
      [COMMENTS, 'a '],
      [VAR, 'var '],
      [HTTPS, 'http://'],
      [LIST, '-\n'],
    ] as const)
      assertLinear((text) => left(told, text), unit, 3000);
  });
});
