import { afterEach, describe, expect, it } from 'vitest';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { joinedInOrder } from './joined-order.js';

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
    ['Merge a.txt and b.txt into c.txt, a.txt first.', AB, { 'c.txt': 'beta\nalpha\n' }, 'b.txt stands before'],
  ])('finds: %s %#', async (told, before, after, fault) => {
    expect(await found(told, before, after)).toContain(fault);
  });

  it.each<[string, Files, Files]>([
    ['Merge a.txt and b.txt into c.txt, a.txt first.', AB, { ...AB, 'c.txt': 'alpha\n\nbeta\n' }],
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
