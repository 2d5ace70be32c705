import { afterEach, describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { removePlayed, viewOf } from '../stated/played.fixture.js';
import { codeStays, linesOfCode, onlyComments } from './code-stays.js';

afterEach(removePlayed);

const TOLD = 'Translate the comments in a.sh to English. Do not change the code.';
const found = async (path: string, before: string, after: string, told = TOLD): Promise<string> =>
  (await codeStays(await viewOf({ [path]: before }, { [path]: after }), told)).map(({ detail }) => detail).join();

describe('code of which only the comments were to change', () => {
  it.each([
    TOLD,
    'Translate the comments in a.sh to English. You must not modify the code.',
    'Translate the comments in a.sh to English. Keep the code intact.',
    'Fix the spelling in the comments of a.js without changing the code.',
    'Remove all comments from a.py, but leave the code as it is.'.replace(', but', '.').replace('leave', 'Leave'),
  ])('is to stay: %s', (told) => {
    expect(onlyComments(told)).toBe(true);
  });
  it.each([
    'Translate the comments in a.sh to English.',
    'Translate the comments and messages in a.sh. Do not change the code.',
    'Translate the comments in a.sh. Do not change the code except for the messages.',
    'Translate the comments in a.sh. Rename x to y. Do not change the code.',
    'Answer the comments of the review. Do not change the code of conduct.',
    'Translate the comments of code not changed since May. Keep it short.',
    'Do not change the code.',
  ])('may change: %s', (told) => {
    expect(onlyComments(told)).toBe(false);
  });

  it.each([
    ['a.sh', '# Ziel\ncp "$1" "$2"\n', '# Target\ncp $1 $2\n'],
    ['a.js', '// eins\nf(1);\n', '// one\nf(2);\n'],
    ['a.py', '# eins\nx = 1\n', '# one\n'],
    ['a.ts', 'f(); /* eins */\n', 'f(); /* one */\ng();\n'],
  ])('has changed in %s', async (path, before, after) => {
    expect(await found(path, before, after)).toContain('the code was to stay as it is');
  });
  it.each([
    ['a.sh', '#!/bin/sh\n# Ziel\ncp "$1" "$2"  # kopiert\n', '#!/bin/sh\n# Target\n# of it\ncp "$1" "$2" # copies\n'],
    ['a.py', 'def f():\n    """Eins."""\n    return 1  # eins\n', 'def f():\n    """One."""\n    return 1  # one\n'],
    ['a.py', "'Eins.'\ndef f():\n    'Zwei'\n    return 1\n", "'One.'\ndef f():\n    'Two'\n    return 1\n"],
    ['a.tsx', 'a(<b>{/* eins */}</b>);\n', 'a(<b>{/* one\n two */}</b>);\n'],
    ['a.js', "const r = /['\"]/; // don't\nf();\n", "const r = /['\"]/; // it's not\nf();\n"],
    ['a.js', '/**\n * Eins\n */\nf();\n', '/** One */\nf();\n'],
    ['a.el', '; eins\n(f)\n', '; one\n(f)\n'],
    ['README.md', '# Ziel\ntext\n', '# Target\nother\n'],
  ])('has not changed in %s: %j', async (path, before, after) => {
    expect(await found(path, before, after)).toBe('');
  });

  it('is looked for in linear time', () => {
    for (const unit of ['translate the comments ', 'do not change the code ', ' '])
      assertLinear(onlyComments, unit, 4000);
    for (const unit of ['"""', "'''", '{ ', '/*', '# a\n', '"'])
      assertLinear((text: string) => linesOfCode('a.py', text), unit, 20_000);
  });
});
