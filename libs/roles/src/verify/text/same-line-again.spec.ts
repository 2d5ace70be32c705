import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { sameLineAgain } from './same-line-again.js';

const again = (line: string, times: number): string => `${line}\n`.repeat(times);

describe('a line over and over', () => {
  it('is a model that did not come to an end', () => {
    const asked = 'write plan.md with five steps';
    expect(sameLineAgain('plan.md', `# Plan\n\n${again('2. Take a backup', 400)}`, null, asked)).toBe(
      'it says 400 times in a row: 2. Take a backup',
    );
    expect(sameLineAgain('a.py', again('    print("hello to you")\n', 30), 'x = 1\n', asked)).toContain('30 times');
  });

  it.each<[string, string, string | null, string]>([
    ['plan.md', again('- [ ] to be done', 12), null, 'write plan.md'],
    ['grid.txt', again('........', 40), null, 'write grid.txt'],
    ['a.csv', again('the same old row,1', 40), null, 'write a.csv'],
    ['song.txt', again('la la la laaa', 40), null, 'write the chorus'],
    ['a.txt', again('all work and no play', 100), null, 'a.txt with the sentence 100 times'],
    ['a.md', `${again('the same old line', 40)}new\n`, again('the same old line', 40), 'mend a.md'],
  ])('%s is right: %#', (path, text, before, asked) => {
    expect(sameLineAgain(path, text, before, asked)).toBeNull();
  });

  it('takes time in proportion to the text', () =>
    assertLinear((text) => sameLineAgain('a.md', text, null, ''), 'one two three\n', 4000));
});
