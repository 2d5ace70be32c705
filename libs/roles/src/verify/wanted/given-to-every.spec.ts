import { afterEach, describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { allAreGiven, givenToEvery } from './given-to-every.js';

afterEach(removePlayed);

const ADD = 'Add "active": true to every user in users.json.';
const found = async (told: string, before: Files, after: Files): Promise<string> =>
  (await allAreGiven(await viewOf(before, after), told)).map(({ detail }) => detail).join();
const users = (text: string): Files => ({ 'users.json': text });
const BEFORE = users('[{"a":1},{"a":2}]');

describe('what every object of a list is given', () => {
  it.each<[string, Files]>([
    [ADD, users('[{"a":1,"active":true},{"a":2}]')],
    [ADD, users('{"users":[{"a":1,"active":true},{"a":2,"active":false}]}')],
    ['Set "level" to 3 for each entry in users.json', users('[{"level":3},{"level":4}]')],
  ])('is missed: %s %j', async (told, after) => {
    expect(await found(told, BEFORE, after)).toContain('number 2 in users.json lacks');
  });

  it.each<[string, Files]>([
    [ADD, users('[{"a":1,"active":true},{"a":2,"active":true}]')],
    ['Set "level" to 3 for each entry in users.json', users('[{"level":3},{"level":"3"}]')],
    ['Set "level" to "3" for each entry in users.json', users('[{"level":3},{"level":"3"}]')],
    ['Add "active": true to every admin in users.json.', users('[{"active":true},{"a":2}]')],
    ['Add "active": true to every user in users.json that has an address.', users('[{"active":true},{"a":2}]')],
    [`${ADD} Ben is none.`, users('[{"active":true},{"a":2}]')],
    [ADD, users('{"a":[{"b":1}],"users":[{"a":1}]}')],
    [ADD, users('{"ann":{"active":true}}')],
  ])('is there, or not known: %s %j', async (told, after) => {
    expect(await found(told, BEFORE, after)).toBe('');
  });

  it('is looked for in linear time', () => {
    assertLinear(givenToEvery, 'add "a": 1 to every ', 2000);
    assertLinear(givenToEvery, ' ', 20_000, { start: 'add "a"', end: 'x' });
  });
});
