import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { commentedOut, goneForGood, onlyCommentsOut } from './commented-out.js';

const GOAL = 'Comment out the line that calls debug() in a.py.';
const said = (told: string, removed: string[], added: string[], path = 'a.py'): string =>
  commentedOut(new Map([[path, { removed, added }]]), told)
    .map(({ detail }) => detail)
    .join();

describe('a line that was to become a comment', () => {
  it.each([
    [GOAL, ['debug()'], []],
    [GOAL, ['debug()'], ['# removed the call']],
    ['In a.py, comment out the call of debug.', ['    debug(1)'], ['    pass']],
  ])('is gone: %s', (told, removed, added) => {
    expect(said(told, removed, added)).toContain('was to become a comment');
  });

  it.each([
    [GOAL, ['debug()'], ['# debug()']],
    [GOAL, ['    debug()'], ['    # debug()', '    pass']],
    [GOAL, ['a()', 'b()'], ['"""', 'a()', 'b()', '"""']],
    [GOAL, ['a()', 'b()'], ['#a()', '#b()']],
    [GOAL, [], ['/*', '*/']],
    ['Comment out debug() in a.py and remove the import.', ['debug()'], []],
    ['Comment out debug() in a.py. Delete stop().', ['debug()'], []],
    [
      'comment out debug() in a.js for now (dont delete it), and bump the port to 4000',
      ['listen(3000)'],
      ['listen(4000)'],
    ],
    ['Remove the line that calls debug().', ['debug()'], []],
  ])('is one, or nobody knows: %s %j', (told, removed, added) => {
    expect(said(told, removed, added)).toBe('');
  });

  it('is told of code and settings alone', () => {
    expect(said(GOAL, ['debug: true'], [], 'a.yaml')).not.toBe('');
    expect(said(GOAL, ['Text.'], [], 'a.txt')).toBe('');
  });

  it('is looked for in linear time', () => {
    assertLinear(onlyCommentsOut, ' out a', 5000, { start: 'comment' });
    const lines = (text: string): unknown => goneForGood({ added: text.split('\n'), removed: ['x'] });
    assertLinear(lines, '# a\n', 2000);
    assertLinear(lines, 'a\n', 20_000);
    const all = (text: string): unknown =>
      goneForGood({ added: [text.replaceAll('a', '# a')], removed: text.split('\n') });
    assertLinear(all, `${'a'.repeat(30)}b\n`, 10_000);
  });
});
