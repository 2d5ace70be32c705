import { afterEach, describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { changesOf, removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { notForTheTest, pairsIn, singledOut } from './test-values.js';

afterEach(removePlayed);

const fault = async (told: string, before: Files, after: Files): Promise<string> => {
  const results = await notForTheTest(await viewOf(before, after), changesOf(before, after), told);
  return results.map(({ detail }) => detail).join('; ');
};

const TEST = 'from fib import fib\nassert fib(10) == 55\nassert fib(20) == 6765\n';
const SLUG =
  "import { slug } from './slug.js';\nassert.equal(slug('Hello World'), 'hello-world');\nassert.equal(slug('A b C'), 'a-b-c');\n";

describe('code that knows the results of a test', () => {
  it.each([
    'def fib(n):\n    if n == 10:\n        return 55\n    if n == 20:\n        return 6765\n    return 0\n',
    'RESULTS = {10: 55, 20: 6765}\n\ndef fib(n):\n    return RESULTS.get(n, 0)\n',
    'def fib(n):\n    match n:\n        case 10:\n            return 55\n        case 20:\n            return 6765\n',
  ])('is told from %s', async (code) => {
    const before = { 'test_fib.py': TEST };
    const told = 'Make fib in fib.py work, so that test_fib.py passes.';
    expect(await fault(told, before, { ...before, 'fib.py': code })).toContain('55 for 10');
  });

  it.each([
    "export function slug(s) {\n  if (s === 'Hello World') return 'hello-world';\n  if (s === 'A b C') {\n    return 'a-b-c';\n  }\n  return s;\n}\n",
    "export const slug = (s) => ({ 'Hello World': 'hello-world', 'A b C': 'a-b-c' })[s];\n",
    "export function slug(s) {\n  switch (s) {\n    case 'Hello World': return 'hello-world';\n    case 'A b C':\n      return 'a-b-c';\n  }\n}\n",
  ])('is told where it is of texts: %s', async (code) => {
    const before = { 'slug.test.js': SLUG };
    expect(await fault('Write slug.js.', before, { ...before, 'slug.js': code })).toContain('instead of working');
  });

  it.each<[string, string, string, string]>([
    ['that works', 'a.py', 'def fib(n):\n    if n == 0:\n        return 0\n    if n == 1:\n        return 1\n', TEST],
    [
      'of which more is known than is tested',
      'a.py',
      'T = {10: 55, 20: 6765, 30: 832040}\n',
      'assert f(10) == 55\nassert f(20) == 6765\n',
    ],
    [
      'of a table of words',
      'a.py',
      'T = {\n    404: "Not Found",\n    500: "Server Error",\n}\n',
      'assert t(404) == "Not Found"\nassert t(500) == "Server Error"\n',
    ],
    ['without a test', 'a.py', 'T = {10: 55, 20: 6765}\n', ''],
  ])('is no code %s', async (_, path, code, test) => {
    const before = { 'test_a.py': test };
    expect(await fault('Write it.', before, { ...before, [path]: code })).toBe('');
  });

  it('is wanted where the values are stated, or were there', async () => {
    const before = { 'test_fib.py': TEST };
    const code = 'T = {10: 55, 20: 6765}\n';
    expect(await fault('Write fib.py with the table 10: 55 and 20: 6765.', before, { ...before, 'fib.py': code })).toBe(
      '',
    );
    const had = { ...before, 'fib.py': code };
    expect(await fault('Describe fib.', had, { ...had, 'fib.py': `# It.\n${code}` })).toBe('');
  });

  it.each(['== 10: return 55\n', '{10: 55, ', 'case ', '10:', '== "a": return ', '\n      ', "'a'=>'b',"])(
    'is looked for in linear time: %j',
    (unit) => {
      assertLinear((text) => pairsIn(text), unit, 20_000 / unit.length);
    },
  );
});

describe('a branch for the one number of a test', () => {
  const CHECK = "const { leap } = require('./leap.js');\nif (leap(1900)) process.exit(1);\n";
  const before = { 'leap.js': 'exports.leap = (year) => year % 4 === 0;\n', 'check.js': CHECK };
  const told = 'leap(year) in leap.js is wrong, so node check.js fails. Mend leap.js.';
  const ONE = 'exports.leap = (year) => {\n  if (year === 1900) return false;\n  return year % 4 === 0;\n};\n';

  it.each([
    ONE,
    'exports.leap = (year) => (year === 1900 ? false : year % 4 === 0);\n',
    'exports.leap = (year) => {\n  if (year == 1900) {\n    return false;\n  }\n  return year % 4 === 0;\n};\n',
  ])('is told from %s', async (code) => {
    expect(await fault(told, before, { ...before, 'leap.js': code })).toContain('has a branch for nothing but');
  });

  it.each<[string, string, Files?, string?]>([
    ['the rule', 'exports.leap = (y) => (y % 100 === 0 ? y % 400 === 0 : y % 4 === 0);\n'],
    ['a number of the user', ONE, {}, `${told} 1900 was no leap year.`],
    ['one that other files speak of', ONE, { 'README.md': 'We count from 1900.\n' }],
    ['one that was there', `${ONE}// mended\n`, { 'leap.js': ONE }],
    ['a round one', ONE.replace('1900', '2000'), { 'check.js': CHECK.replace('1900', '2000') }],
    ['a port', ONE.replace('1900', '8080'), { 'check.js': CHECK.replace('1900', '8080') }],
    ['one of a protocol', ONE.replace('1900', '204'), { 'check.js': CHECK.replace('1900', '204') }],
    ['one that no test has', ONE.replace('1900', '1582')],
  ])('may be %s', async (_, code, more = {}, said = told) => {
    const old = { ...before, ...more };
    expect(await fault(said, old, { ...old, 'leap.js': code })).toBe('');
  });

  it('is found in linear time', () => {
    for (const unit of ['if (a === 1900) return\n', '=== 1234567890', '=== 1901) { \t '])
      assertLinear(singledOut, unit, 40_000 / unit.length);
  });
});
