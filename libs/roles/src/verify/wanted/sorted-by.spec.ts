import { afterEach, describe, expect, it } from 'vitest';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { sortedByNumber } from './sorted-by.js';

afterEach(removePlayed);

const ages = (...all: number[]): string => JSON.stringify(all.map((age) => ({ age })));

const found = async (told: string, before: Files, after: Files): Promise<string> => {
  const files = await viewOf(before, after);
  return (await sortedByNumber(files, told)).map(({ detail }) => detail).join();
};

describe('entries sorted by a number', () => {
  it.each<[string, Files, Files, string]>([
    ['Sort the entries of u.json by age, youngest first.', {}, { 'u.json': ages(104, 31, 9) }, 'not sorted by age'],
    ['Sort u.json by age.', {}, { 'u.json': ages(104, 31, 310) }, 'not sorted'],
    ['Sort the rows in p.csv by price descending.', {}, { 'p.csv': 'item,price\na,1\nb,20\n' }, 'not sorted by price'],
    [
      'Sort u.json by age, the highest last.',
      { 'u.json': ages(9, 31) },
      { 'u.json': ages(31, 9) },
      'not sorted by age',
    ],
    ['Sort u.json by age, the highest last.', { 'u.json': ages(9, 31, 7) }, { 'u.json': ages(7, 31) }, 'lacks 9'],
    ['Sort u.json by age.', { 'u.json': ages(9, 31) }, { 'u.json': ages(9, 9, 31) }, 'has got 9'],
  ])('finds: %s %#', async (told, before, after, fault) => {
    expect(await found(told, before, after)).toContain(fault);
  });

  it.each<[string, Files, Files]>([
    ['Sort the entries of u.json by age, youngest first.', {}, { 'u.json': ages(9, 9, 31, 104) }],
    ['Sort the entries of u.json by age, oldest first.', {}, { 'u.json': ages(104, 31) }],
    ['Sort u.json by age, the oldest last.', {}, { 'u.json': ages(9, 31) }],
    ['Sort u.json by born, oldest first.', {}, { 'u.json': ages(9, 31).replaceAll('age', 'born') }],
    ['Sort u.json by age.', {}, { 'u.json': ages(31, 9) }],
    ['Write a script to sort u.json by age.', { 'u.json': ages(3, 1, 2) }, { 'u.json': ages(3, 1, 2), 's.py': '' }],
    ['Sort u.json by name.', {}, { 'u.json': '[{"name": "b"}, {"name": "a"}]' }],
    ['Sort u.json by age alphabetically.', {}, { 'u.json': ages(104, 31, 9, 40) }],
    ['Write a function that can sort u.json by age.', {}, { 'u.json': '{}' }],
    ['Sort u.json by age, lowest last.', { 'u.json': ages(9, 31) }, { 'u.json': ages(31, 9) }],
    ['Sort u.json by age and keep the first two.', { 'u.json': ages(9, 31, 7) }, { 'u.json': ages(7, 9) }],
    ['Sort p.csv by price, highest first.', {}, { 'p.csv': 'item,price\nb,20\na,1\nTotal,21\n' }],
    ['Sort u.json by age, but keep the guest at the end.', {}, { 'u.json': ages(9, 31, 0) }],
  ])('takes: %s %#', async (told, before, after) => {
    expect(await found(told, before, after)).toBe('');
  });
});
