import { afterEach, describe, expect, it } from 'vitest';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { splitUp } from './split-up.js';

afterEach(removePlayed);

const TOLD = 'Split b.md into one file per chapter.';
const BOOK: Files = { 'b.md': '# One\n\na\n\n# Two\n\nb\n\n# Three\n\nc\n' };

const found = async (told: string, before: Files, after: Files): Promise<string> => {
  const files = await viewOf(before, after);
  return (await splitUp(files, told, files.changes)).map(({ detail }) => detail).join();
};

describe('a document that was to be split', () => {
  it.each<[string, Files, Files, string]>([
    [TOLD, BOOK, { ...BOOK, 'c/one.md': '# One\n\na\n', 'c/two.md': '# Two\n\nb\n' }, 'the part "Three"'],
  ])('finds: %s %#', async (told, before, after, fault) => {
    expect(await found(told, before, after)).toContain(fault);
  });

  it.each<[string, Files, Files]>([
    [TOLD, BOOK, { ...BOOK, 'c/one.md': '# One\n', 'c/two.md': '# Two\n', 'c/three.md': '# Three\n' }],
    [TOLD, BOOK, { 'one.md': 'a\n', 'two.md': 'b\n', 'three.md': 'c\n' }],
    [TOLD, BOOK, { ...BOOK, 'ch1.md': 'a\n', 'ch2.md': 'b\n', 'ch3.md': 'c\n' }],
    [
      'Split b.md into one file per chapter, but only the first two.',
      BOOK,
      { ...BOOK, 'c/one.md': '# One\n', 'c/two.md': '# Two\n' },
    ],
    ['Split b.md into two files.', BOOK, { ...BOOK, 'one.md': '# One\n' }],
    [
      TOLD,
      { 'b.md': '# Contents\n\n- One\n\n# 1. One\n\na\n\n# 2. Two\n\nb\n' },
      { '1-one.md': '# One\n\na\n', 'two.md': '# Two\n\nb\n' },
    ],
  ])('takes: %s %#', async (told, before, after) => {
    expect(await found(told, before, after)).toBe('');
  });
});
