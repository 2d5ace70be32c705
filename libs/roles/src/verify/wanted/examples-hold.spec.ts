import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { examplesIn, givesOnly, knowsOnly } from './examples-hold.js';

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

describe('a function that knows only its example', () => {
  const fib = { name: 'fib', given: '[10]', wanted: '55' };

  it.each([
    ['a.py', 'def fib(n):\n    return 55\n'],
    ['a.py', 'def fib(n: int) -> int:\n    """The n-th."""\n    return 55\n\n\nx = 1\n'],
    ['a.js', 'export function fib(n) {\n  return 55;\n}\n'],
    ['a.mjs', 'export const fib = (n) => 55;\n'],
  ])('is seen in %s: %j', (path, text) => {
    expect(givesOnly(path, text, fib)).toBe(true);
  });

  it.each([
    ['a.py', 'def fib(n):\n    a, b = 0, 1\n    for _ in range(n):\n        a, b = b, a + b\n    return a\n'],
    ['a.py', 'def fib():\n    return 55\n'],
    ['a.py', 'def fib(n):\n    return 54\n'],
    ['a.js', 'export function fib(n) {\n  if (n < 2) return n;\n  return fib(n - 1) + fib(n - 2);\n}\n'],
    ['a.js', 'export const fib = (n) => (n < 2 ? n : fib(n - 1) + fib(n - 2));\n'],
  ])('is not seen in %s: %j', (path, text) => {
    expect(givesOnly(path, text, fib)).toBe(false);
  });

  it('or its examples is a table of them', () => {
    const two = [
      { name: 'roman', given: '[4]', wanted: '"IV"' },
      { name: 'roman', given: '[9]', wanted: '"IX"' },
    ];
    expect(knowsOnly('def roman(n):\n    return {4: "IV", 9: "IX"}[n]\n', two)).toBe(true);
    expect(knowsOnly("def roman(n):\n    return {4: 'IV', 9: 'IX'}.get(n, '')\n", two)).toBe(true);
    expect(knowsOnly('def roman(n):\n    return {4: "IV", 5: "V", 9: "IX"}[n]\n', two)).toBe(false);
    expect(knowsOnly('def roman(n):\n    return TABLE[n]\n', two)).toBe(false);
  });

  it('is looked for in linear time', () => {
    assertLinear((text) => knowsOnly(text, [fib]), 'return {1: 2', 4000);
    assertLinear((text) => givesOnly('a.py', text, fib), 'def fib(n):\n    # a\n', 4000);
    assertLinear((text) => givesOnly('a.js', text, fib), 'fib = (n ', 4000);
  });
});
