import { afterEach, describe, expect, it } from 'vitest';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { seriesWritten } from './series-written.js';

afterEach(removePlayed);

const found = async (told: string, before: Files, after: Files): Promise<string> => {
  const files = await viewOf(before, after);
  return (await seriesWritten(files, told)).map(({ detail }) => detail).join();
};

describe('a series of numbers', () => {
  it.each<[string, Files, Files, string]>([
    ['Write the even numbers from 2 to 10 to n.txt, one per line.', {}, { 'n.txt': '2\n4\n8\n10\n' }, 'lacks 6'],
    [
      'Write all prime numbers between 1 and 20 to n.txt.',
      {},
      { 'n.txt': '2, 3, 5, 7, 9, 11, 13, 17, 19\n' },
      'holds 9',
    ],
  ])('finds: %s %#', async (told, before, after, fault) => {
    expect(await found(told, before, after)).toContain(fault);
  });

  it.each<[string, Files, Files]>([
    ['Write the even numbers from 2 to 10 to n.txt, one per line.', {}, { 'n.txt': '2\n4\n6\n8\n10\n' }],
    ['Write the even numbers between 2 and 10 to n.txt.', {}, { 'n.txt': '4 6 8\n' }],
    ['Write the odd numbers from 1 to 5 to n.txt.', {}, { 'n.txt': '# odd\n1\n3\n5\n' }],
    ['Write the multiples of 5 from 5 to 15 to n.txt.', {}, { 'n.txt': '5,10,15' }],
    ['Write the even numbers from 2 to 10 to n.txt, each squared.', {}, { 'n.txt': '4\n16\n' }],
  ])('takes: %s %#', async (told, before, after) => {
    expect(await found(told, before, after)).toBe('');
  });
});
