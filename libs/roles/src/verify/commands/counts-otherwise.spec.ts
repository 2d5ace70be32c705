import { afterEach, describe, expect, it } from 'vitest';
import type { VerifyWork } from '#contracts';
import type { AttemptTree } from '../../ports/attempt-trees.js';
import { assertLinear } from '#testing';
import { removePlayed, viewOf } from '../stated/played.fixture.js';
import { heardByTheGoal, linesDemanded } from './counts-otherwise.js';

afterEach(removePlayed);

describe('a check that counts lines', () => {
  it.each([
    'test $(wc -l < list.txt) -eq 4',
    'test "$(wc -l < list.txt)" -eq 4',
    '[ $(wc -l < "list.txt") -eq 4 ]',
    '[[ $(cat list.txt | wc -l) == 4 ]]',
    'test "$(wc -l < list.txt | tr -d \' \')" = "4"',
    '[ "$(wc -l list.txt | awk \'{print $1}\')" -eq 4 ]',
    'test 4 -eq $(grep -c . ./list.txt)',
    "grep -c '' list.txt | grep -qx 4",
    'wc -l < list.txt | grep -q "^4$"',
    'test -f list.txt && [ $(wc -l < list.txt) -eq 4 ]',
  ])('is read: %s', (command) => {
    expect(linesDemanded(command)).toEqual({ path: 'list.txt', n: 4 });
  });

  it.each([
    'test $(wc -l < list.txt) -ge 4',
    'test $(wc -l < list.txt) -eq 4 && grep -q d list.txt',
    'grep -c a list.txt | grep -qx 4',
    'test $(wc -w < list.txt) -eq 4',
    'test $(wc -l < list.txt) -eq 4; npm test',
    'node check.js',
  ])('asks for something else, too: %s', (command) => {
    expect(linesDemanded(command)).toBeNull();
  });

  it('is read in linear time', () => {
    for (const unit of ['test $(wc -l < a) ', "cat a | wc -l | tr -d ' ' ", '4 '])
      assertLinear(linesDemanded, unit, 500);
  });

  const GOAL = 'Create list.txt with exactly three lines: a, b, c.';
  const heard = async (goal: string, command: string, text: string, passed = false) => {
    const { tree } = (await viewOf({}, { 'list.txt': text })) as unknown as { tree: AttemptTree };
    const work = { task: { goal, context: {} }, subtask: null, instructions: [] } as unknown as VerifyWork;
    const ran = [{ command, result: { name: command, passed, detail: 'exit code 1' }, tookMs: 1 }];
    return (await heardByTheGoal(ran, work, tree))[0]?.result.passed;
  };

  it.each([
    'Create list.txt with three lines: a, b, c.',
    'Write a file list.txt that contains 3 lines: a, b and c.',
    'Create list.txt with these three lines:\na\nb\nc',
    'Create list.txt containing exactly:\n```\na\nb\nc\n```',
  ])('does not fail work that the goal wants so, in other words: %s', async (goal) => {
    expect(await heard(goal, 'test $(wc -l < list.txt) -eq 4', 'a\nb\nc\n')).toBe(true);
  });

  it('does not fail work that the goal wants so', async () => {
    expect(await heard(GOAL, 'test $(wc -l < list.txt) -eq 4', 'a\nb\nc\n')).toBe(true);
    expect(await heard('Create list.txt with exactly the content "x".', 'test $(wc -l < list.txt) -eq 2', 'x\n')).toBe(
      true,
    );
  });

  it.each([
    ['what the goal wants is not there', GOAL, 'test $(wc -l < list.txt) -eq 4', 'a\nb\n'],
    ['it wants what the goal wants', GOAL, 'test $(wc -l < list.txt) -eq 3', 'a\nb\nc'],
    ['the goal says no number', 'Create list.txt with some lines.', 'test $(wc -l < list.txt) -eq 4', 'a\nb\nc\n'],
    [
      'the goal says a least number',
      'Create list.txt with at least three lines.',
      'test $(wc -l < list.txt) -eq 4',
      'a\nb\nc\n',
    ],
    ['it looks for more', GOAL, 'test $(wc -l < list.txt) -eq 4 && grep -q d list.txt', 'a\nb\nc\n'],
    ['it is of another file', GOAL, 'test $(wc -l < other.txt) -eq 4', 'a\nb\nc\n'],
  ])('counts where %s', async (_what, goal, command, text) => {
    expect(await heard(goal, command, text)).toBe(false);
  });
});
