import { afterEach, describe, expect, it } from 'vitest';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { wordReplaced } from './word-replaced.js';

afterEach(removePlayed);

const found = async (told: string, before: Files, after: Files): Promise<string> => {
  const files = await viewOf(before, after);
  return (await wordReplaced(files, told)).map(({ detail }) => detail).join();
};

describe('a word of the language that was to go', () => {
  it.each<[string, Files, Files, string]>([
    ['Replace var with const or let throughout a.js', {}, { 'a.js': 'var b = 2;\n' }, 'still has var'],
    ['Replace every var in a.js by let or const.', {}, { 'a.js': 'const a = 1;\nvar b = 2;\n' }, 'still has var'],
  ])('finds: %s %#', async (told, before, after, fault) => {
    expect(await found(told, before, after)).toContain(fault);
  });

  it.each<[string, Files, Files]>([
    ['Replace every var in a.js by let or const.', {}, { 'a.js': '// var\nconst a = "var";\nlet variable = 1;\n' }],
    ['Replace every var in a.js by let or const where possible.', {}, { 'a.js': 'var b = 2;\n' }],
    ['Write a codemod to replace every var in a.js by let.', {}, { 'a.js': 'var b = 2;\n' }],
    ['Replace all tabs in a.js with spaces.', {}, { 'a.js': 'const tabs = 1;\n' }],
    ['Replace every print in a.py with rich.print.', {}, { 'a.py': 'rich.print(1)\n' }],
    ['Replace every var in a.js by let.', {}, { 'a.js': 'let a = { var: 1 }.var;\n' }],
  ])('takes: %s %#', async (told, before, after) => {
    expect(await found(told, before, after)).toBe('');
  });
});
