import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { objectsIn, objectsWanted } from './object-a-row.js';

describe('an object for each row', () => {
  it.each([
    'Convert people.csv into people.json: an array with one object for each row, with the fields name and age (a number).',
    'Turn people.csv into people.json with one object per row.',
    'Write people.json: a list with an object for every row of people.csv.',
  ])('is wanted: %s', (told) => {
    expect(objectsWanted(told)).toEqual({ from: 'people.csv', to: 'people.json' });
  });

  it.each([
    'Convert people.csv into people.json: one object for each row where age is over 30.',
    'Convert people.csv into people.json: one object for each row, without duplicates.',
    'Write a script that converts people.csv into people.json with one object per row.',
    'Convert a.csv and b.csv into people.json with one object per row.',
    'Convert people.csv into people.json: an object whose keys are the names.',
    'Convert people.csv into people.json: one object per row that has a name.',
  ])('may be another number: %s', (told) => {
    expect(objectsWanted(told)).toBeNull();
  });

  it('is counted in the only list there is', () => {
    expect(['[{},{}]', '{"people":[{}],"at":1}', '{"a":[],"b":[]}', '3', 'no JSON'].map(objectsIn)).toEqual([
      2,
      1,
      null,
      null,
      null,
    ]);
  });

  it('is looked for in linear time', () => {
    for (const unit of ['one object for ', 'an object per each ', 'a '])
      assertLinear((text) => objectsWanted(`${text} a.csv b.json`), unit, 20_000 / unit.length);
  });
});
