import { describe, expect, it } from 'vitest';
import { outputsInside } from './outputs-inside.js';
import { subtask } from './read-step.js';

const inside = (told: string, output: string, listing: string[] = []) =>
  outputsInside([subtask({ id: 'a', description: 'Do it.', expectedOutputs: [output] })], told, listing).subtasks[0]
    ?.expectedOutputs;

describe('expected outputs under a made-up root', () => {
  it.each<[string, string, string[], string[]]>([
    ['Create src/a.ts.', '/home/user/project/src/a.ts', [], ['src/a.ts']],
    ['Create a.ts.', 'C:\\work\\a.ts', [], ['a.ts']],
    ['Mend it.', '~/app/lib/a.ts', ['lib/', 'lib/a.ts'], ['lib/a.ts']],
    // The end of another path, or the beginning of another name, is not the file.
    ['Create old/a.ts and a.ts.bak.', '/srv/a.ts', [], []],
    ['Write it.', '/srv/report.md', [], []],
    ['Write it.', 'reports/one.md', [], ['reports/one.md']],
  ])('%s, %s', (told, output, listing, expected) => {
    expect(inside(told, output, listing)).toEqual(expected);
  });

  it('says what was read as what', () => {
    const one = subtask({ id: 'a', description: 'Create a.ts.', expectedOutputs: ['/x/a.ts', '/x/b.ts'] });
    expect(outputsInside([one], '', []).repairs).toEqual([
      'read the expected output "/x/a.ts" of "a" as "a.ts"',
      'left out the expected output "/x/b.ts" of "a", which is not in the workspace',
    ]);
  });

  it('are read without the name of the workspace, where no folder in it bears that', () => {
    const of = (output: string, told: string, listing: string[]) => {
      const one = subtask({ id: 'a', description: 'Do it.', expectedOutputs: [output] });
      return outputsInside([one], told, listing, 'shop').subtasks[0]?.expectedOutputs;
    };
    expect(of('shop/src/a.ts', '', ['src/', 'src/b.ts'])).toEqual(['src/a.ts']);
    expect(of('shop/a.ts', '', ['a.ts'])).toEqual(['a.ts']);
    expect(of('shop/a.ts', '', ['src/'])).toEqual(['shop/a.ts']);
    expect(of('shop/src/a.ts', '', ['src/', 'shop/'])).toEqual(['shop/src/a.ts']);
    expect(of('shop/src/a.ts', 'Make the package shop/.', ['src/'])).toEqual(['shop/src/a.ts']);
  });
});
