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
    [
      'Write all primes below 20 to n.txt, one per line.',
      {},
      { 'n.txt': '2\n3\n5\n7\n9\n11\n13\n17\n19\n' },
      'holds 9',
    ],
    ['Write the first 6 Fibonacci numbers to n.txt.', {}, { 'n.txt': '0\n1\n1\n2\n3\n6\n' }, 'hold 5 as number 6'],
    ['Write FizzBuzz from 1 to 5 to n.txt.', {}, { 'n.txt': '1\n2\nFizz\n4\n5\n' }, 'hold buzz as number 5'],
    ['Write the first 3 prime numbers to n.txt.', {}, { 'n.txt': '1 2 3\n' }, 'hold 2 as number 1'],
  ])('finds: %s %#', async (told, before, after, fault) => {
    expect(await found(told, before, after)).toContain(fault);
  });

  it.each<[string, Files, Files]>([
    ['Write the even numbers from 2 to 10 to n.txt, one per line.', {}, { 'n.txt': '2\n4\n6\n8\n10\n' }],
    ['Write the even numbers between 2 and 10 to n.txt.', {}, { 'n.txt': '4 6 8\n' }],
    ['Write the odd numbers from 1 to 5 to n.txt.', {}, { 'n.txt': '# odd\n1\n3\n5\n' }],
    ['Write the multiples of 5 from 5 to 15 to n.txt.', {}, { 'n.txt': '5,10,15' }],
    ['Write the even numbers from 2 to 10 to n.txt, each squared.', {}, { 'n.txt': '4\n16\n' }],
    ['Write all primes below 20 to n.txt.', {}, { 'n.txt': '2, 3, 5, 7, 11, 13, 17, 19\n' }],
    ['Write the first 6 Fibonacci numbers to n.txt.', {}, { 'n.txt': '1\n1\n2\n3\n5\n8\n' }],
    ['Write the first 6 Fibonacci numbers to n.txt.', {}, { 'n.txt': 'F(0) = 0\n' }],
    [
      'Write FizzBuzz from 1 to 15 to n.txt.',
      {},
      { 'n.txt': '1\n2\nFizz\n4\nBuzz\nFizz\n7\n8\nFizz\nBuzz\n11\nFizz\n13\n14\nFizzBuzz\n' },
    ],
    ['Write a FizzBuzz program to f.py.', {}, { 'f.py': 'print(1)\n' }],
  ])('takes: %s %#', async (told, before, after) => {
    expect(await found(told, before, after)).toBe('');
  });
});
