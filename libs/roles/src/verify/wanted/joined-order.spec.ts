import { afterEach, describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { joinedIn, joinedInOrder } from './joined-order.js';

afterEach(removePlayed);

const AB: Files = { 'a.txt': 'alpha\n', 'b.txt': 'beta\n' };

const found = async (told: string, before: Files, after: Files): Promise<string> => {
  const files = await viewOf(before, after);
  return (await joinedInOrder(files, told)).map(({ detail }) => detail).join();
};

describe('files that are joined', () => {
  it.each<[string, Files, Files, string]>([
    [
      'Merge a.txt and b.txt into c.txt, a.txt first.',
      AB,
      { ...AB, 'c.txt': 'beta\nalpha\n' },
      'b.txt stands before a.txt',
    ],
    [
      'Concatenate a.txt and b.txt into c.txt, starting with b.txt first.',
      AB,
      { ...AB, 'c.txt': 'alpha\nbeta\n' },
      'a.txt stands before b.txt',
    ],
    [
      'Concatenate a.txt, b.txt and d.txt into c.txt.',
      { ...AB, 'd.txt': 'delta\n' },
      { ...AB, 'd.txt': 'delta\n', 'c.txt': 'alpha\ndelta\nbeta\n' },
      'd.txt stands before b.txt',
    ],
    ['Join b.txt and a.txt into a new file c.txt', AB, { ...AB, 'c.txt': 'alpha\nbeta\n' }, 'a.txt stands before'],
    ['Merge a.txt and b.txt into c.txt, a.txt first.', AB, { 'c.txt': 'beta\nalpha\n' }, 'b.txt stands before'],
  ])('finds: %s %#', async (told, before, after, fault) => {
    expect(await found(told, before, after)).toContain(fault);
  });

  it.each<[string, Files, Files]>([
    ['Merge a.txt and b.txt into c.txt, a.txt first.', AB, { ...AB, 'c.txt': 'alpha\n\nbeta\n' }],
    ['Concatenate a.txt and b.txt into c.txt.', AB, { ...AB, 'c.txt': '# a\nalpha\n---\nbeta\n' }],
    ['Combine a.txt and b.txt into c.txt, sorted.', AB, { ...AB, 'c.txt': 'beta\nalpha\n' }],
    ['Combine a.txt and b.txt into c.txt, b.txt first.', AB, { ...AB, 'c.txt': 'beta\nalpha\n' }],
    ['Combine a.txt and b.txt into c.txt in reverse order.', AB, { ...AB, 'c.txt': 'beta\nalpha\n' }],
    ['Merge a.txt and b.txt into c.txt.', AB, { ...AB, 'c.txt': 'beta\nalpha\n' }],
    [
      'Merge a.txt and b.txt into c.txt, a.txt first.',
      { 'a.txt': 'x', 'b.txt': 'x' },
      { 'a.txt': 'x', 'b.txt': 'x', 'c.txt': 'x' },
    ],
  ])('takes: %s %#', async (told, before, after) => {
    expect(await found(told, before, after)).toBe('');
  });
});

it('are looked for in linear time', () => {
  for (const unit of [' a.txt,', ' and b.txt', ' into c.txt', ' in this order', ' '])
    assertLinear(joinedIn, unit, 15_000 / unit.length, { start: 'Concatenate a.txt, b.txt' });
});
