import { describe, expect, it } from 'vitest';
import { examplesIn } from './examples-hold.js';

describe('examples of what a function gives', () => {
  it.each<[string, string[]]>([
    [
      'median([3, 1, 2]) is 2 and median([4, 1, 3, 2]) is 2.5. mean stays.',
      ['median[[3,1,2]]2', 'median[[4,1,3,2]]2.5'],
    ],
    ["slug('Hello World') returns 'hello-world'.", ['slug["Hello World"]"hello-world"']],
    ['`add(2, 3)` must be `5`, `is_even(3)` -> False', ['add[2,3]5', 'is_even[3]false']],
    ['Fix add: add(2, 3) should be 5.', ['add[2,3]5']],
    ['parse("a=1") === {"a": 1}', ['parse["a=1"]{"a":1}']],
  ])('are read: %s', (text, told) => {
    expect(examplesIn(text).map(({ name, given, wanted }) => name + given + wanted)).toEqual(told);
  });

  it.each([
    'f(x) is 2 for every x.',
    'f(1) is 2 times as fast as g(1).',
    'The call of f(1) takes 2 s.',
    'f(1) is "a", and f(1) is "b" with the flag.',
    'f(1) is "a". f(1 ) is "b".',
    'Fix add: add(2, 3) returns 6.',
    'add(2, 3) is 6, which is wrong.',
    'a.f(1) is 2',
    'f(1) is 2nd',
  ])('are none: %s', (text) => {
    expect(examplesIn(text)).toEqual([]);
  });
});
