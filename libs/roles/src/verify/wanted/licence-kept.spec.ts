import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { strippedIn, wronglyStripped } from './licence-kept.js';

const TOLD = 'Remove all comments from main.js except the licence header.';
const HEAD = '// Copyright 2024 Jo. MIT licence.\n\n';
const MAIN = `${HEAD}// adds\nexport const add = (a, b) => a + b; // sum\n`;
const BARE = 'export const add = (a, b) => a + b;\n';
const problem = (told: string, text: string, before = MAIN): string | null => {
  const path = strippedIn(told);
  return path === null ? null : wronglyStripped(path, text, before);
};

describe('comments that are to go, all but the licence', () => {
  it.each<[string, string, string?]>([
    [TOLD, BARE],
    [TOLD, `${HEAD}// adds\n${BARE}`],
    [
      'Strip all comments from main.js but keep the license header',
      BARE,
      `/*\n * Licensed under MIT\n */\n${BARE}/* x */\n`,
    ],
    [
      'Delete every comment in main.js apart from the copyright notice at the top.',
      `${HEAD}${BARE}/* two */\n`,
      `${MAIN}/* two */\n`,
    ],
    [
      'Remove all comments from run.py except the licence.',
      '# (c) Jo\nx = 1\n# one\n',
      '# (c) Jo\nx = 1\n# one\n# two\n',
    ],
  ])('are not, or not they alone: %s %j', (told, text, before) => {
    expect(problem(told, text, before)).toMatch(/licence header is gone|comment is left/);
  });

  it.each<[string, string, string?]>([
    [TOLD, `${HEAD}${BARE}`],
    [TOLD, `${HEAD.trimEnd()}\n${BARE}`],
    [TOLD, `${HEAD}// eslint-disable-next-line\n${BARE}`, `${MAIN}// eslint-disable-next-line\n`],
    [TOLD, `#!/usr/bin/env node\n${HEAD}${BARE}`, `#!/usr/bin/env node\n${MAIN}`],
    [TOLD, `${HEAD}const a = \`\n// no comment\n\`;\n`, `${HEAD}const a = \`\n// no comment\n\`;\n// one\n`],
    [TOLD, BARE, `// adds\n${BARE}`],
    [TOLD, `${HEAD}const a = 'http://x';\n`, `${HEAD}const a = 'http://x'; // y\n`],
    ['Remove all comments from main.js except the licence header and those for eslint.', `${HEAD}// adds\n${BARE}`],
    ['Remove all comments from main.js.', `${HEAD}// adds\n${BARE}`],
    [
      'Please remove all comments in lib.rs except for the license header.',
      '// SPDX-License-Identifier: MIT\nfn a() {}\n',
      '// SPDX-License-Identifier: MIT\n/// Adds.\nfn a() {}\n',
    ],
  ])('are, or nobody knows: %s %j', (told, text, before) => {
    expect(problem(told, text, before)).toBeNull();
  });

  it('are read in linear time', () => {
    for (const unit of ['// a\n', '/* ', ' ', '*/\n'])
      assertLinear((text) => wronglyStripped('a.js', text, `${HEAD}${text}`), unit, 20_000);
    assertLinear(strippedIn, 'remove all comments ', 20_000);
  });
});
