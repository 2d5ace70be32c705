import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { onlyShows } from './only-shows.js';

const WRITE = 'Write sum.js exporting sum(a, b), and sum.test.js with three tests of it.';

describe('a file of tests', () => {
  it.each<[string, string]>([
    ['sum.test.js', "console.log('test 1 passed');\nconsole.log('test 2 passed');\n"],
    ['sum.test.js', "test('adds', () => {\n  console.log('ok');\n});\n"],
    ['test_sum.py', '# adds\ndef test_adds():\n    print("passed")\n\nif __name__ == "__main__":\n    test_adds()\n'],
  ])('only says that it passed: %s %j', (path, text) => {
    expect(onlyShows(path, text, WRITE)).toBe(true);
  });

  it.each<[string, string, string?]>([
    ['sum.test.js', "const { sum } = require('./sum');\nconsole.log(sum(1, 2) === 3);\n"],
    ['sum.test.js', "test('adds', () => {\n  checkSum();\n  console.log('ok');\n});\n"],
    ['sum.test.js', 'console.log(`${sum(1, 2)}`);\n'],
    ['test_sum.py', 'from sum import add\n\nprint(add(1, 2))\n'],
    ['test_sum.py', 'def test_a():\n    run()\n'],
    ['test_sum.py', ''],
    ['sum.js', "console.log('ok');\n"],
    ['test.py', 'print("hello")\n'],
    ['test_hello.py', 'print("hello")\n', 'Create test_hello.py that prints "hello".'],
    ['test_env.py', 'print("hello")\n', 'Create test_env.py with a greeting.'],
    ['test_env.py', 'print("hello")\n', 'Create test_env.py that prints a line when the tests are over.'],
  ])('may be one: %s %j %s', (path, text, asked = WRITE) => {
    expect(onlyShows(path, text, asked)).toBe(false);
  });

  it('is read in linear time', () => {
    for (const unit of ['it(', 'def a(', "console.log('", '=> {'])
      assertLinear((text) => onlyShows('a.test.js', text, WRITE), unit, 4000);
    assertLinear((asked) => onlyShows('a.test.js', '', asked), 'an test ', 4000);
  });
});
