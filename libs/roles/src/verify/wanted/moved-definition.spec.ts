import { afterEach, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { removePlayed, viewOf } from '../stated/played.fixture.js';
import { movedIn, movedIsTaken } from './moved-definition.js';

afterEach(removePlayed);

const GOAL = 'Move the function foo from a.py to b.py and import it in a.py.';
const BEFORE = { 'a.py': 'def foo():\n    return 1\n\nprint(foo())\n', 'b.py': 'x = 1\n' };
const MOVED = 'x = 1\n\ndef foo():\n    return 1\n';
const found = async (told: string, after: string, before: Record<string, string> = BEFORE): Promise<string> => {
  const [path = ''] = Object.keys(before);
  const files = await viewOf(before, { ...before, [path]: after, 'b.py': MOVED });
  return (await movedIsTaken(files, told)).map(({ detail }) => detail).join();
};

it.each([
  [GOAL, 'print(foo())\n'],
  ['Move the function `foo` from a.py into b.py.', 'import b\n\nprint(foo())\n'],
])('%s: %j uses what it does not have', async (told, after) => {
  expect(await found(told, after)).toContain('still uses foo');
});

it('is so in JavaScript, too', async () => {
  const before = { 'a.js': 'function foo() {\n  return 1;\n}\nfoo();\n', 'b.js': '' };
  const told = 'Move the function foo from a.js to b.js.';
  expect(await found(told, 'foo();\n', before)).toContain('still uses foo');
  expect(await found(told, 'foo();\n', { ...before, 'index.html': '<script src="b.js"></script>\n' })).toBe('');
  expect(await found(told, "import { foo } from './b.js';\nfoo();\n", before)).toBe('');
  expect(await found(told, 'const g = (a: string, foo: number) => foo(a);\n', before)).toBe('');
  expect(await found(told, "const { foo } = require('./b.js');\nfoo();\n", before)).toBe('');
});

it.each([
  [GOAL, 'from b import foo\n\nprint(foo())\n'],
  [GOAL, 'import b\n\nprint(b.foo())\n'],
  [GOAL, 'from b import *\n\nprint(foo())\n'],
  [GOAL, 'x = 2\n'],
  [GOAL, BEFORE['a.py']],
  [GOAL, 'def g(a: int, foo):\n    return foo(a)\n'],
  [GOAL, 'def g(a: dict[str, int], foo: F = None):\n    return foo(a)\n'],
  ['Move the file a.py to b.py.', 'print(foo())\n'],
])('%s: %j has it, or nobody knows', async (told, after) => {
  expect(await found(told, after)).toBe('');
});

it('is looked for in linear time', () => {
  assertLinear(movedIn, 'move the function a from ', 2000);
});
