import { afterEach, describe, expect, it } from 'vitest';
import { faults, removePlayed, type Files } from './played.fixture.js';

afterEach(removePlayed);
const T = { 'a.csv': 'name,opened,length\nAlex,1913,2.50\nKotti,1902,12\nZoo,1961,7\n' };
const rows = (opened: number): string =>
  JSON.stringify([
    { name: 'Alex', opened: 1913, length: 2.5 },
    { name: 'Kotti', opened, length: 12 },
    { name: 'Zoo', opened: '1961', length: 7 },
  ]);

describe('numbers of data that takes another form', () => {
  it.each([
    'Convert a.csv to a.json.',
    'Convert a.csv to a.json: an array of objects with the keys name, opened and length, where opened is a number.',
  ])('are those that were there: %s', async (goal) => {
    expect(await faults(goal, T, { ...T, 'a.json': rows(1920) })).toBe('a.json holds "1920", where a.csv has "1902"');
    expect(await faults(goal, T, { ...T, 'a.json': rows(1902) })).toBe('');
  });

  it('do not all become one', async () => {
    const goal = 'Convert a.csv to a.json: a list of objects with name, opened and length, and the age of each line.';
    const asked = goal.replace(' of each line', '');
    const now = { ...T, 'a.json': rows(1902).replace(/"opened":"?\d+"?/g, '"opened":0') };
    expect(await faults(asked, T, now)).toContain('0 for every opened');
    expect(await faults(asked, T, { ...T, 'a.json': rows(1903) })).toBe('');
    expect(await faults(asked.replace('age', 'age set to 3'), T, now)).toBe('');
  });

  it.each<[string, Files, Files]>([
    ['Convert a.csv to a.json, with the columns rounded to whole numbers.', T, { 'a.json': rows(1903) }],
    ['Convert a.csv to a.json, with the length in units of ten.', T, { 'a.json': rows(1903) }],
    [
      'Convert a.csv to a.json.',
      { 'a.csv': 'name,sum\nAlex,"1,200"\nKotti,"7,000"\n' },
      { 'a.json': '[{"name":"Alex","sum":1200},{"name":"Kotti","sum":7000}]' },
    ],
    [
      'Convert a.csv to a.json.',
      { 'a.csv': 'name,share,day\nAlex,50%,2026-01-02\nKotti,7%,2026-01-03\n' },
      { 'a.json': '[{"name":"Alex","share":0.5,"day":"2.1.2026"},{"name":"Kotti","share":0.07,"day":"3.1.2026"}]' },
    ],
  ])('may be others: %s', async (goal, before, now) => {
    expect(await faults(goal, before, { ...before, ...now })).toBe('');
  });
});
