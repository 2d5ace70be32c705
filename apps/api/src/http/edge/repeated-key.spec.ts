import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { repeatedKey } from './repeated-key.js';

describe('a key that stands twice', () => {
  it.each([
    ['{"goal":"a","goal":"b"}', '/goal'],
    ['{"a":1,"b":{"c":[{},{"x/y":1,"x\\u002fy":2}]}}', '/b/c/1/x~1y'],
    ['{ "a" : {"b":1} , "a" : 2 }', '/a'],
    ['{"a":[1,"a","a",{"a":1}],"b":"a\\",\\"a\\":1"}', null],
    ['{"a":{"a":{"a":1}},"b":{"a":1},"__proto__":1,"constructor":1}', null],
    ['[]', null],
  ])('is found in %s: %s', (text, pointer) => {
    JSON.parse(text);
    expect(repeatedKey(text)).toBe(pointer);
  });

  it('is looked for in linear time', () => {
    assertLinear(repeatedKey, '{"a":"\\"","b":[1]},', 100_000, { start: '[', end: '{}]' });
    assertLinear(repeatedKey, '"\\\\",', 100_000, { start: '[', end: '""]' });
  });
});
