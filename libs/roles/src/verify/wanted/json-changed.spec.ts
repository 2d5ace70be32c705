import { afterEach, describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { removePlayed, viewOf } from '../stated/played.fixture.js';
import { jsonChange, jsonChanged, wrongJson } from './json-changed.js';

afterEach(removePlayed);

const found = async (told: string, before: string, after: string): Promise<string> => {
  const files = await viewOf({ 'a.json': before }, { 'a.json': after });
  return (await jsonChanged(files, told)).map(({ detail }) => detail).join();
};
const SORT = 'Sort the keys of a.json alphabetically.';
const DROP = 'Remove all null values from a.json.';
const LOWER = 'Convert all keys in a.json to lower case.';
const PRETTY = 'Pretty-print a.json with 2 spaces.';
const MINIFY = 'Minify the file a.json.';
const ZOO = '{"zoo":1,"ant":{"y":2,"x":[3,1]},"Bee":null}';
const LONG = JSON.stringify({ name: 'x'.repeat(100), list: [1, 2, 3, 4, 5, 6, 7, 8, 9] });

describe('a change of a whole JSON file', () => {
  it.each([
    [SORT, ZOO, '{"ant":{"y":2,"x":[3,1]},"zoo":1,"Bee":null}', 'not in order: ant, zoo, Bee'],
    [SORT, ZOO, '{"Bee":null,"ant":{"y":2,"x":[1,3]},"zoo":1}', 'ant.x.0 is'],
    [SORT, ZOO, '{"ant":{"y":2,"x":[3,1]},"zoo":1}', 'Bee is not there'],
    ['Sort all keys in a.json recursively', ZOO, '{"ant":{"y":2,"x":[3,1]},"Bee":null,"zoo":1}', 'not in order: y, x'],
    [DROP, ZOO, '{"zoo":1,"Bee":null}', 'ant is not there'],
    [DROP, '{"a":null,"b":{"c":null,"d":0}}', '{"b":{"c":null,"d":0}}', 'b.c is not to be there'],
    [DROP, '{"a":null,"b":0,"c":""}', '{"c":""}', 'b is not there'],
    ['Remove every key whose value is null from a.json.', '{"a":null,"b":0}', '{}', 'b is not there'],
    ['Convert the keys in a.json to upper case.', '{"a":1,"b":2}', '{"A":1,"b":2}', 'B is not there'],
    ['Delete all keys with the value null in a.json', '{"a":null,"b":[]}', '{"a":null}', 'b is not there'],
    [LOWER, '{"Name":"Ann","AGE":3}', '{"name":"ann","age":3}', 'name is'],
    [LOWER, '{"Name":"Ann","AGE":3}', '{"name":"Ann","AGE":3}', 'age is not there'],
    ['Change all keys of a.json to upper case at all levels.', '{"a":{"b":1}}', '{"A":{"b":1}}', 'A.B is not there'],
    [PRETTY, ZOO, '{\n  "zoo": 1,\n  "ant": {}\n}\n', 'ant.y is not there'],
    [PRETTY, '{"a":1}', '{\n    "a": 1\n}\n', 'not indented by 2 blanks'],
    ['Format a.json.', LONG, `${LONG}\n`, 'in one line'],
    [MINIFY, '{\n  "a": 1\n}\n', '{\n "a":1\n}', '3 lines'],
    [MINIFY, '{\n  "a": 1,\n "b": 2 }\n', '{"a":1}', 'b is not there'],
  ])('finds: %s %#', async (told, before, after, fault) => {
    expect(await found(told, before, after)).toContain(fault);
  });

  it.each([
    [SORT, ZOO, '{"Bee":null,"ant":{"y":2,"x":[3,1]},"zoo":1}'],
    [SORT, ZOO, '{"ant":{"x":[3,1],"y":2},"Bee":null,"zoo":1}'],
    [SORT, '[{"b":1,"a":2}]', '[{"a":2,"b":1}]'],
    [SORT, '{"10":1,"9":2,"b":3}', '{"10":1,"9":2,"b":3}\n'],
    ['Sort the keys of a.json in descending order.', ZOO, '{"zoo":1,"Bee":null,"ant":{"y":2,"x":[3,1]}}'],
    [DROP, '{"a":null,"b":[1,null,{"c":null}]}', '{"b":[1,null,{}]}'],
    [DROP, '{"a":null,"b":[1,null,{"c":null}]}', '{"b":[1,{}]}'],
    ['Remove all null values from a.json and add a key "b".', '{"a":null}', '{"b":1}'],
    ['Remove null from the union of a.json.', '{"a":null}', '{"b":1}'],
    [LOWER, '{"Name":{"First":1}}', '{"name":{"first":1}}'],
    [LOWER, '{"Name":{"First":1}}', '{"name":{"First":1}}'],
    [LOWER, '{"Name":1,"name":2}', '{"name":2}'],
    [LOWER, '[{"Name":1},{"Name":2}]', '[{"name":1},{"name":2}]'],
    [PRETTY, '{"a":[12345678901234567891,1.00,1e3]}', '{\n  "a": [12345678901234567891, 1, 1000]\n}\n'],
    [PRETTY, '{"a":1000000000000000000000}', '{\n  "a": 1e+21\n}\n'],
    [PRETTY, ZOO, JSON.stringify(JSON.parse(ZOO), null, 2)],
    [PRETTY, '{"a":1,}', '{\n  "a": 1\n}\n'],
    ['Format a.json', '{"a":1}', '{ "a": 1 }\n'],
    [MINIFY, '{\n  "a": 1\n}\n', '{"a":1}\n'],
  ])('takes: %s %#', async (told, before, after) => {
    expect(await found(told, before, after)).toBe('');
  });
});

it.each([SORT, DROP, PRETTY, MINIFY])('takes no number for another one, whatever keeps it: %s', async (told) => {
  const before = '{"a":9007199254740993}';
  expect(await found(told, before, '{\n  "a": 9007199254740992\n}\n')).toContain('a is another value');
});

it('says nothing of what is nested too deeply to be compared', async () => {
  const deep = (value: string): string => `${'['.repeat(2000)}${value}${']'.repeat(2000)}`;
  for (const told of [SORT, DROP, LOWER, PRETTY, MINIFY]) expect(await found(told, deep('1'), deep('2'))).toBe('');
});

it('is looked for in linear time', () => {
  for (const start of [SORT, DROP, LOWER, PRETTY, MINIFY])
    for (const unit of [' all the keys', ' a.json', ' with using', ' '])
      assertLinear(jsonChange, unit, 30_000 / unit.length, { start: start.replace('.json.', '.json') });
  for (const told of [SORT, DROP, LOWER]) {
    const change = jsonChange(told);
    if (change === null) throw new Error('not read');
    const list = (text: string): string => `[${text}0]`;
    for (const unit of ['{"b":null},', '[0],'])
      assertLinear((text) => wrongJson(change, list(text), list(text)), unit, 4000);
  }
});
