import { expect, it } from 'vitest';
import { memory } from '#testing';
import { writesOwnFile, type Story } from '../support/index.js';
import { loom } from './one-loom.js';

it('what a task has learned is told to the planner of a later task on the like, as data, and to no other', async () => {
  const planned = async (goal: string, story: Partial<Story> = {}): Promise<string> => {
    const { id, calls } = await loom().begin(goal, { plan: ['one'], work: writesOwnFile, ...story });
    expect(await loom().ended(id)).toMatchObject({ status: 'completed' });
    return calls().find(({ role }) => role === 'planner')?.text ?? '';
  };
  const learn = () =>
    memory([{ type: 'decision', summary: 'The CSV converter quotes as RFC 4180 says', tags: ['csv'] }]);
  expect(await planned('write a CSV converter', { learn })).not.toContain('RFC 4180');
  expect(await planned('write and test another CSV converter')).toMatch(
    /Lessons from earlier tasks:\n\[\[loom-data (\w+)\]\]\n\[decision from one\] The CSV converter quotes as RFC 4180 says\n\[\[\/loom-data \1\]\]/,
  );
  expect(await planned('paint the fence green')).not.toContain('RFC 4180');
});
