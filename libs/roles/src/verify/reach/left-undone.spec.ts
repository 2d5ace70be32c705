import { afterEach, describe, expect, it } from 'vitest';
import type { Deed, RefusedChange } from '#contracts';
import { stated } from '../stated/facts.js';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { nothingLeftUndone } from './left-undone.js';

afterEach(removePlayed);

const refused = (given: Partial<RefusedChange>): Deed => ({
  paths: [],
  refused: { path: 'n.py', text: 'return 4', because: 'old_str was not found in "n.py"', ...given },
});
const N = { 'n.py': 'def g():\n    return 3\n' };
const GOAL = 'In m.py change the return value of f to 2, and in n.py change that of g to 4.';
const left = async (
  goal: string,
  deeds: readonly Deed[],
  before: Files = N,
  after: Files = before,
): Promise<string> => {
  const results = await nothingLeftUndone(await viewOf(before, after), deeds, stated(goal), []);
  return results.map(({ detail }) => detail).join('; ');
};

describe('a change that was tried last and not made', () => {
  it('leaves a named file as it was', async () => {
    expect(await left(GOAL, [{ paths: ['m.py'] }, refused({})])).toContain('n.py is as it was');
    expect(
      await left('Reduce n.py to g.', [refused({ text: 'def g(): ...', because: 'the content lacks lines' })]),
    ).not.toBe('');
  });

  it.each<[string, string, readonly Deed[], Files?]>([
    ['was made in the end', GOAL, [refused({}), { paths: ['n.py'] }]],
    ['was followed by a command', GOAL, [refused({}), { command: 'make', paths: [] }]],
    ['was of a file that nobody named', 'Fix m.py.', [refused({})]],
    ['was of a file that must stay', 'Fix m.py. Do not touch n.py.', [refused({})]],
    ['is so already', GOAL, [refused({ text: 'return 3' })]],
    ['was to take out what is gone', GOAL, [refused({ text: '' })]],
    ['was of a file that is not there', 'Fix o.py.', [refused({ path: 'o.py' })]],
    [
      'was of a file that changed before',
      GOAL,
      [{ paths: ['n.py'] }, refused({})],
      { 'n.py': 'def g():\n    return 5\n' },
    ],
  ])('does not matter: it %s', async (_, goal, deeds, after?: Files) => {
    expect(await left(goal, deeds, N, after)).toBe('');
  });
});
