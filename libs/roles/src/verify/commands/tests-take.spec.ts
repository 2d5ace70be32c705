import { afterEach, describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { removePlayed, viewOf, type Files } from '../stated/played.fixture.js';
import { takesNothing, testsNothing, testsTake } from './tests-take.js';

afterEach(removePlayed);

const WRITE = 'Write sum.js exporting sum(a, b), and sum.test.js with three tests of it.';
const NODE = "const test = require('node:test');\nconst assert = require('node:assert');\n";
const UNIT = 'import unittest\n\nclass TestSum(unittest.TestCase):\n    def test_sum(self):\n';

describe('a file of tests', () => {
  it.each<[string, string]>([
    ['sum.test.js', "console.log('test 1 passed');\nconsole.log('test 2 passed');\n"],
    ['sum.test.js', "test('adds', () => {\n  console.log('ok');\n});\n"],
    ['sum.test.js', `${NODE}test('adds', () => {\n  assert.strictEqual(1 + 2, 3);\n});\n`],
    ['sum.test.js', `${NODE}test('adds', () => {\n  const result = 0;\n  assert.equal(result, 0);\n});\n`],
    ['test_sum.py', '# adds\ndef test_adds():\n    print("passed")\n\nif __name__ == "__main__":\n    test_adds()\n'],
    ['test_sum.py', `${UNIT}        self.assertEqual(1 + 2, 3)\n\nif __name__ == "__main__":\n    unittest.main()\n`],
    ['test_sum.py', `${UNIT}        print("it works")\n`],
  ])('tests nothing: %s %j', (path, text) => {
    expect(testsNothing(path, text, WRITE)).toBe(true);
  });

  it.each<[string, string, string?]>([
    ['sum.test.js', "const { sum } = require('./sum');\nconsole.log(sum(1, 2) === 3);\n"],
    ['sum.test.js', "import '../setup.js';\ntest('adds', () => expect(1).toBe(1));\n"],
    ['sum.test.js', `${NODE}test('adds', () => {\n  assert.equal(sum(1, 2), 3);\n});\n`],
    ['sum.test.js', `${NODE}test('adds', () => {\n  assert.equal(app.sum(1, 2), 3);\n});\n`],
    [
      'sum.test.js',
      `${NODE}const { execSync } = require('node:child_process');\nassert.ok(execSync('node sum.js'));\n`,
    ],
    ['sum.test.js', 'console.log(`${sum(1, 2)}`);\n'],
    ['test_sum.py', 'from sum import add\n\nprint(add(1, 2))\n'],
    ['test_sum.py', 'from .sum import add\n\ndef test_a():\n    assert add\n'],
    ['test_sum.py', 'def test_a(client):\n    assert client.get("/")\n'],
    ['test_sum.py', 'def test_a(total):\n    assert total == 3\n'],
    ['test_sum.py', 'def test_a():\n    run()\n'],
    ['test_sum.py', ''],
    ['sum.js', "console.log('ok');\n"],
    ['test.py', 'print("hello")\n'],
    ['test_hello.py', 'print("hello")\n', 'Create test_hello.py that prints "hello".'],
    ['test_env.py', 'print("hello")\n', 'Create test_env.py with a greeting.'],
    ['test_env.py', 'print("hello")\n', 'Create test_env.py that prints a line when the tests are over.'],
  ])('may test something: %s %j %s', (path, text, asked = WRITE) => {
    expect(testsNothing(path, text, asked)).toBe(false);
  });

  const COPY = `${NODE}function sum(a, b) {\n  return a + b;\n}\ntest('adds', () => {\n  assert.equal(sum(1, 2), 3);\n});\n`;
  const GIVEN = 'function sum(a, b) {\n  return a + b;\n}\n';
  const found = async (told: string, after: Files): Promise<string> => {
    const files = await viewOf({}, after);
    return (await testsTake(files, told, files.changes)).map(({ detail }) => detail).join();
  };

  it.each<[string, Files]>([
    [WRITE, { 'sum.js': `${GIVEN}module.exports = { sum };\n`, 'sum.test.js': COPY }],
    [
      WRITE,
      {
        'src/sum.js': `export ${GIVEN}`,
        'test/sum.test.js': COPY.replace('function sum(a, b) {', 'const sum = (a, b) => {'),
      },
    ],
    [
      'Write sums.py and unit tests for it.',
      {
        'sums.py': 'def up(a):\n    return a\n',
        'test_sums.py': 'def up(a):\n    return a\n\ndef test_up():\n    assert up(1) == 1\n',
      },
    ],
  ])('tests a copy of its own: %s %j', async (told, after) => {
    expect(await found(told, after)).toContain('of its own instead of the one in');
  });

  it.each<[string, Files]>([
    [
      WRITE,
      { 'sum.js': `${GIVEN}module.exports = { sum };\n`, 'sum.test.js': `const sum = require('./sum');\n${COPY}` },
    ],
    [WRITE, { 'sum.js': GIVEN, 'sum.test.js': COPY }],
    [WRITE, { 'sum.js': 'module.exports = { add() {} };\n', 'sum.test.js': COPY }],
    [WRITE, { 'sum.py': 'def sum(a, b):\n    return a + b\n', 'sum.test.js': COPY }],
    ['Write sum.js. Copy it into sum.test.js with tests.', { 'sum.js': `export ${GIVEN}`, 'sum.test.js': COPY }],
  ])('tests what is there, as far as is known: %s %j', async (told, after) => {
    expect(await found(told, after)).toBe('');
  });

  it('is read in linear time', () => {
    for (const unit of ['it(', 'def a(', "console.log('", '=> {', 'from ', "require('", 'const a = (', 'a.', '\n'])
      assertLinear((text) => [takesNothing('a.test.js', text), testsNothing('a.test.js', text, WRITE)], unit, 2000);
    assertLinear((asked) => testsNothing('a.test.js', '', asked), 'an test ', 4000);
  });
});
