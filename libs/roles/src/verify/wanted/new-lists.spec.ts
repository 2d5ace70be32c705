import { afterEach, describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { changesOf, removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { newListProblem, newListsHold, newListsIn } from './new-lists.js';

afterEach(removePlayed);

const found = async (told: string, before: Files, after: Files): Promise<string> => {
  const files = await viewOf(before, after);
  return (await newListsHold(files, told, changesOf(before, after))).map(({ detail }) => detail).join();
};

const SEVEN = 'Create names.txt with exactly seven different first names, one a line, in alphabetical order.';
const LONG = 'Create w.txt with two words, one per line, each at least six letters long.';
const CITIES = 'Write cities.md with 3 cities, one per line, sorted alphabetically.';

describe('a list of entries that nobody has named', () => {
  it.each<[string, Files, string]>([
    [SEVEN, { 'names.txt': 'Anna\nBen\nClara\nDora\nEmil\nEmil\nFritz\n' }, '"Emil" more than once'],
    [SEVEN, { 'names.txt': 'Anna\nBen\nDora\nClara\nEmil\nFritz\nGert\n' }, 'not in alphabetical order'],
    ['Create n.txt. It must hold 2 distinct numbers.', { 'n.txt': '1. 7\n2. 7\n' }, '"7" more than once'],
    ['Create n.json with three unique colours.', { 'n.json': '["red", "blue", "red"]' }, 'more than once'],
    ['Create c.csv with 2 unique users.', { 'c.csv': 'id,name\n1,Ann\n1,Ann\n' }, '"1,Ann" more than once'],
    ['Write w.txt with ten words, one word per line, without duplicates.', { 'w.txt': 'a\nb\na\n' }, '"a" more'],
    ['Write w.txt with ten words, each on its own line, all different.', { 'w.txt': 'a\nb\na\n' }, '"a" more'],
    [LONG, { 'w.txt': 'garden\nsun\n' }, '"sun", which is not at least 6 letters long'],
    ['Create p.txt with four lines; every line must start with the letter S.', { 'p.txt': 'Sun\nMoon\n' }, '"Moon"'],
    ['Create w.txt with two words in lower case, one per line.', { 'w.txt': 'a\nB\n' }, 'not in lower case'],
    [CITIES, { 'cities.md': '# Cities\n\n- Rome\n- Oslo\n- Wien\n' }, 'not in alphabetical order'],
  ])('finds: %s %#', async (told, after, fault) => {
    expect(await found(told, {}, after)).toContain(fault);
  });

  it.each<[string, Files]>([
    [SEVEN, { 'names.txt': 'Anna\nBen\nClara\nDora\nEmil\nFritz\nGert\n' }],
    ['Write n.txt with two different names, in alphabetical order, one per line.', { 'n.txt': 'Bo Ash\nAl Zorn\n' }],
    ['Write f.txt with two films in alphabetical order, one per line.', { 'f.txt': 'The Birds\nCasino\n' }],
    ['Write f.txt with two towns in alphabetical order, one per line.', { 'f.txt': 'Zons\nÅlesund\n' }],
    ['Write ten.txt with ten lines of three different words, one word per line.', { 'ten.txt': 'a\nb\na\nc\n' }],
    [LONG, { 'w.txt': 'garden\nsunshine\n' }],
    ['Create p.txt with 2 words, one per line, each with exactly four letters.', { 'p.txt': "can't\nmoon\n" }],
    ['Create p.txt with four lines; every line must start with the letter S.', { 'p.txt': '"Sun\nsea\n' }],
    ['Create p.txt with 3 lines; every line must start with A, but the last one with B.', { 'p.txt': 'A\nA\nB\n' }],
    ['Create p.txt with two settings in upper case, one per line.', { 'p.txt': 'PORT=eighty\nHOST=a\n' }],
    ['Create p.txt with two words in upper case, one per line.', { 'p.txt': 'A-1\nB\n' }],
    ['Create p.txt with three lines; each line must start with a number.', { 'p.txt': '1 a\n2 b\n' }],
    ['Create p.txt with two different poems.', { 'p.txt': 'O sea\nO sea\n\nO hill\nO hill\n' }],
    ['Create r.txt with 3 rolls of two different dice, one per line.', { 'r.txt': '4\n4\n2\n' }],
    ['Create a.txt with two lines different from those of b.txt.', { 'a.txt': 'x\nx\n', 'b.txt': 'y\n' }],
    ['Create a.txt with 3 different words, each twice, one per line.', { 'a.txt': 'x\nx\ny\n' }],
    ['Create a.txt with at least 2 different words.', { 'a.txt': 'x\nx\ny\n' }],
    ['Write c.txt with 3 cities, one per line, in alphabetical order of their countries.', { 'c.txt': 'B\nA\nC\n' }],
    ['Write c.txt with 3 cities, one per line, in reverse alphabetical order.', { 'c.txt': 'C\nB\nA\n' }],
    ['Write c.txt with 2 cities, one per line, sorted alphabetically by country.', { 'c.txt': 'C\nB\n' }],
    ['Create t.md with two different tips.', { 't.md': '# Tips\n\n- One\n- Two\n\n## More\n\n## More\n' }],
    ['Create n.txt with three unique numbers.', { 'n.txt': '# numbers\n7\n7\n' }],
    ['Create app.py with two different functions.', { 'app.py': 'x\nx\n' }],
  ])('takes: %s %#', async (told, after) => {
    expect(await found(told, {}, after)).toBe('');
  });

  it('says nothing of what was in the list before', async () => {
    const told = 'Write two different names into n.txt.';
    expect(await found(told, { 'n.txt': 'x\n' }, { 'n.txt': 'x\nx\n' })).toBe('');
  });
});

it('is read in linear time', () => {
  const told = 'Create names.txt with 5 different names, one per line, in alphabetical order. ';
  for (const unit of ['seven different ', 'no other duplicates ', 'each of them ', 'every line has at least '])
    assertLinear(newListsIn, unit, 30_000 / unit.length, { start: told });
  const [list] = newListsIn(told);
  if (list === undefined) throw new Error('not read');
  for (const unit of ['a b\n', '- a\n', '1. ']) assertLinear((text) => newListProblem(list, text), unit, 5000);
});
