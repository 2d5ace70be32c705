import { afterEach, describe, expect, it } from 'vitest';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { valuesRaised } from './raised-values.js';

afterEach(removePlayed);

const UP = 'Increase every price in p.csv by 10 percent.';
const PAY: Files = { 's.json': '[{"n": "a", "salary": 1000}, {"n": "b", "salary": 2000}]' };
const WAS: Files = { 'p.csv': 'item,price\ncup,100\nlid,50\n' };

const found = async (told: string, before: Files, after: Files): Promise<string> => {
  const files = await viewOf(before, after);
  return (await valuesRaised(files, told)).map(({ detail }) => detail).join();
};

describe('values that were to be raised', () => {
  it.each<[string, Files, Files, string]>([
    [UP, WAS, { 'p.csv': 'item,price\ncup,110\nlid,50\n' }, 'price of row 3 is 50, and is to be 55'],
    [
      'Increase all salaries in s.json by 5%.',
      PAY,
      { 's.json': '[{"n": "a", "salary": 1050}, {"n": "b", "salary": 2000}]' },
      'was 2000 is 2000, and is to be 2100',
    ],
    [
      'Raise each price in prices.json by 10 %.',
      { 'prices.json': '{"tea":10,"milk":20}' },
      { 'prices.json': '{"tea":11,"milk":24}' },
      'was 20 is 24, and is to be 22',
    ],
    ['Reduce all prices in p.csv by 50%.', WAS, { 'p.csv': 'item,price\ncup,50\nlid,20\n' }, 'is to be 25'],
  ])('finds: %s %#', async (told, before, after, fault) => {
    expect(await found(told, before, after)).toContain(fault);
  });

  it.each<[string, Files, Files]>([
    [
      'Increase all salaries in s.json by 5%.',
      PAY,
      { 's.json': '[{"n": "a", "salary": 1050}, {"n": "b", "salary": 2100}]' },
    ],
    ['Increase all salaries in s.json by 5%.', PAY, { 's.json': '[{"n": "a", "salary": 1050}]' }],
    [
      'Raise each price in prices.json by 10 %.',
      { 'prices.json': '{"tea":10,"vat":{"rate":0.2}}' },
      { 'prices.json': '{"tea":11,"vat":{"rate":0.2}}' },
    ],
    [
      'Raise each price in prices.json by 10 %.',
      { 'prices.json': '{"tea":10,"milk":20}' },
      { 'prices.json': '{"milk":22,"tea":11}' },
    ],
    [UP, WAS, { 'p.csv': 'item,price\ncup,110\nlid,55\n' }],
    [UP, { 'p.csv': 'item,price\ncup,9.99\n' }, { 'p.csv': 'item,price\ncup,10.98\n' }],
    [UP, { 'p.csv': 'item,price\ncup,9.99\n' }, { 'p.csv': 'item,price\ncup,11\n' }],
    [UP, WAS, { 'p.csv': 'item,price,old\ncup,110,100\nlid,55,50\n' }],
    [UP, { 'p.csv': 'item,price\ncup,free\n' }, { 'p.csv': 'item,price\ncup,free\n' }],
    [
      'Increase every price in p.csv by 10 percent, but not that of cup.',
      WAS,
      { 'p.csv': 'item,price\ncup,100\nlid,55\n' },
    ],
    ['Increase every price above 60 in p.csv by 10 percent.', WAS, { 'p.csv': 'item,price\ncup,110\nlid,50\n' }],
    [
      'Raise every price in p.csv by 10%, rounded up to the next 50 cents.',
      { 'p.csv': 'item,price\ncup,4.20\n' },
      { 'p.csv': 'item,price\ncup,5.00\n' },
    ],
  ])('takes: %s %#', async (told, before, after) => {
    expect(await found(told, before, after)).toBe('');
  });
});
