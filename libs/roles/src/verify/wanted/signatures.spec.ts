import { afterEach, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { removePlayed, viewOf } from '../stated/played.fixture.js';
import { definitionsOf, signaturesHold, signaturesIn } from './signatures.js';

afterEach(removePlayed);

const ADD = 'Create add.py with a function add(a, b) that returns the sum of both.';
const fault = async (told: string, path: string, text: string): Promise<string> =>
  (await signaturesHold(await viewOf({}, { [path]: text }), told)).map(({ detail }) => detail).join('; ');

it.each([
  [ADD, 'add.py', 'def add(numbers):\n    return sum(numbers)\n'],
  [ADD, 'add.py', 'class Adder:\n    def add(self, a):\n        return a\n'],
  [ADD, 'add.py', 'def add(a, b, c):\n    return a + b + c\n'],
  ['Add a function clamp(value, low, high) to num.ts.', 'num.ts', 'export const clamp = (value: number) => value;\n'],
  [
    'Write num.js exporting the functions add(a, b) and half(n).',
    'num.js',
    'function add(a, b) {}\nfunction half() {}\n',
  ],
  [
    'Create add.go with a function Add(a, b int) int.',
    'add.go',
    'package calc\n\nfunc Add(a int) int {\n\treturn a\n}\n',
  ],
  [
    'Create Calc.java with a static method add(int a, int b).',
    'Calc.java',
    'public class Calc {\n    public static int add(int a, int b, int c) {\n        return a;\n    }\n}\n',
  ],
  ['Write a function add(a, b) in lib.rs.', 'lib.rs', 'pub fn add(list: &[i32]) -> i32 {\n    list.len() as i32\n}\n'],
])('%s: %s is not so: %s', async (told, path, text) => {
  expect(await fault(told, path, text)).toContain('cannot be called with');
});

it.each([
  [ADD, 'add.py', 'def add(a, b):\n    return a + b\n'],
  [ADD, 'add.py', 'def add(a: int, b: int = 0) -> int:\n    return a + b\n'],
  [ADD, 'add.py', 'def add(x, y, *, strict=False):\n    return x + y\n'],
  [ADD, 'add.py', 'def add(*numbers):\n    return sum(numbers)\n'],
  [ADD, 'add.py', 'class Adder:\n    def add(self, a, b):\n        return a + b\n'],
  [ADD, 'add.py', '@task(bind=True)\ndef add(self_, a, b):\n    return a + b\n'],
  [ADD, 'add.py', '@command(\n    name="add",\n)\ndef add(context, a, b):\n    return a + b\n'],
  [ADD, 'add.py', 'from operator import add\n'],
  [ADD, 'add.py', '"""add(numbers): def add(numbers):"""\ndef add(a, b):\n    return a + b\n'],
  ['Add a function add(a, b) to add.ts.', 'add.ts', 'export function add(a: Map<string, number>, b?: number) {}\n'],
  ['Add a function add(a, b) to add.js.', 'add.js', 'exports.add = (a, b = () => 1) => a + b();\n'],
  ['Add a function add(a, b) to add.js.', 'add.js', 'export const add = ({ a, b }) => a + b;\n'],
  ['Add a function add(a, b) to add.js.', 'add.js', 'export const sum = add(1);\n'],
  ['Add an optional parameter c to the function add(a, b) in add.py.', 'add.py', 'def add(a, b, c):\n    pass\n'],
  ['Let add(a, b) in add.py take a list.', 'add.py', 'def add(numbers):\n    return sum(numbers)\n'],
  ['Add a function add(a, b) to add.py, which add(list) calls.', 'add.py', 'def add(list):\n    pass\n'],
  [
    'Write a function both(f, g) in both.js, which calls f(x) and g(x).',
    'both.js',
    'const both = (f, g) => (x) => [f(x), g(x)];\nconst f = () => 1;\n',
  ],
  ['Add a function now() to add.py.', 'add.py', 'def now(zone):\n    pass\n'],
  [
    'Create add.go with a function Add(a, b int) int.',
    'add.go',
    'package calc\n\nfunc Add(a, b int) int {\n\treturn a + b\n}\n',
  ],
  [
    'Create add.go with a method Add(a, b int).',
    'add.go',
    'package calc\n\nfunc (c *Calc) Add(a int, b int) int {\n\treturn a\n}\n',
  ],
  ['Create add.go with a function Add(a, b).', 'add.go', 'package calc\n\nfunc Add(all ...int) int {\n\treturn 0\n}\n'],
  [
    'Create Calc.java with a method add(int a, int b).',
    'Calc.java',
    'class Calc {\n    int add(int a, Map<String, Integer> b) {\n        return add(a);\n    }\n    int add(int a) {\n        return a;\n    }\n}\n',
  ],
  [
    'Write a function add(a, b) in lib.rs.',
    'lib.rs',
    'impl A {\n    fn add(&self, a: i32, b: Vec<(i32, i32)>) {}\n}\n',
  ],
  ['Write a method Add(a, b) in A.cs.', 'A.cs', 'class A {\n    public int Add(int a, int b, int c = 0) => a;\n}\n'],
])('%s: %s is so: %s', async (told, path, text) => {
  expect(await fault(told, path, text)).toBe('');
});

it('reads in linear time', () => {
  assertLinear((text) => definitionsOf('A.java', text, 'f'), '    int f(int a) {\n', 2000);
  assertLinear((text) => definitionsOf('A.java', text, 'f'), '    int a b c d ', 2000);
  assertLinear((text) => definitionsOf('a.go', text, 'f'), 'func f(a int,\n', 2000);
  assertLinear((text) => definitionsOf('a.rs', text, 'f'), 'fn f<', 2000);
  assertLinear(signaturesIn, 'add a function f(a, b) ', 500);
  assertLinear((text) => definitionsOf('a.py', text, 'f'), 'def f(a,\n', 2000);
  assertLinear((text) => definitionsOf('a.py', text, 'f'), 'def f(a):\n', 4000);
  assertLinear(signaturesIn, 'with a function f(a, b), and ', 500);
});
