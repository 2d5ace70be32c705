import { afterEach, describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { removePlayed, viewOf, viewOfPaths, type Files } from '../stated/played.fixture.js';
import { meantBy, notUnderANewName } from './under-new-name.js';

afterEach(removePlayed);

const found = async (told: string, before: Files, after: Files): Promise<string> => {
  const files = await viewOf(before, after);
  return (await notUnderANewName(files, told, files.changes)).map(({ detail }) => detail).join('; ');
};

describe('work under a new name', () => {
  const JS = 'export const a = 1;\nexport const b = 2;\nexport const c = 3;\n';
  const MORE = JS.replace('= 3', '= 4');
  const told = 'In a.js set c to 4.';

  it.each(['new-a.js', 'a_new.js', 'a.updated.js', 'output/a.js'])(
    'is in %s, and the file is as it was',
    async (path) => {
      expect(await found(told, { 'a.js': JS }, { 'a.js': JS, [path]: MORE })).toContain(
        `${path} was made, and a.js is as it was`,
      );
    },
  );

  it.each<[string, Files, Files]>([
    [
      'Translate LIESMICH.md into English as README.md.',
      { 'LIESMICH.md': '# Tee\n' },
      { 'output/README.md': '# Tea\n' },
    ],
    ['議事録.md から宿題を 宿題.md にまとめてください。', { '議事録.md': '会議\n' }, { 'new-宿題.md': '宿題\n' }],
    ['Add a clean target to the Makefile.', { Makefile: 'all:\n\tcc\n' }, { Makefile_new: 'all:\n\tcc\n\nclean:\n' }],
  ])('is found: %s', async (said, before, made) => {
    expect(await found(said, before, { ...before, ...made })).toContain('not in the file that the goal names');
  });

  it.each<[string, string, Files, Files]>([
    ['the file has changed too', told, { 'a.js': JS }, { 'a.js': MORE, 'a_new.js': MORE }],
    ['that name was said', 'Write a_new.js from a.js.', { 'a.js': JS }, { 'a.js': JS, 'a_new.js': MORE }],
    ['that folder was said', 'Write the fixed a.js into output.', { 'a.js': JS }, { 'a.js': JS, 'output/a.js': MORE }],
    [
      'that folder is known',
      told,
      { 'a.js': JS, 'output/z.js': JS },
      { 'a.js': JS, 'output/z.js': JS, 'output/a.js': MORE },
    ],
    ['a copy is wanted', 'Make a copy of a.js with c = 4.', { 'a.js': JS }, { 'a.js': JS, 'a_new.js': MORE }],
    ['a new one is wanted', 'Legt eine neue Fassung von a.js an.', { 'a.js': JS }, { 'a.js': JS, 'a_new.js': MORE }],
    ['it holds something else', told, { 'a.js': JS }, { 'a.js': JS, 'a_new.js': 'test();\n' }],
    ['nobody spoke of the file', 'Set c to 4.', { 'a.js': JS }, { 'a.js': JS, 'a_new.js': MORE }],
    ['a program writes it', 'Write sum.py that writes sums.csv.', {}, { 'sum.py': 'x\n', 'output/sums.csv': 'a\n' }],
    ['it is elsewhere as well', 'Write tea.md.', {}, { 'docs/tea.md': 'x\n', 'output/tea.md': 'x\n' }],
  ])('is none where %s', async (_, said, before, after) => {
    expect(await found(said, before, after)).toBe('');
  });

  it('is known by its words', () => {
    expect(meantBy('src/new-level.rs').map(({ path }) => path)).toEqual(['src/level.rs']);
    expect(meantBy('news.md')).toEqual([]);
    expect(meantBy('output/src/a.rs').map(({ path }) => path)).toEqual(['src/a.rs']);
  });

  it('is looked for in linear time among many files', () => {
    const spread = (text: string): unknown => {
      const paths = text.split('').map((_, at) => `output/${at}/a.js`);
      const none = { additions: 0, deletions: 0, binary: false };
      const changes = paths.map((path) => ({ path, operation: 'create' as const, ...none }));
      const older = paths.map((path) => path.replace('output', 'z'));
      return notUnderANewName(viewOfPaths([...older, ...paths]), told, changes);
    };
    assertLinear(spread, 'a', 8000);
  });
});
