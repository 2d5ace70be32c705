import { describe, expect, it } from 'vitest';
import { saidIn, worsened } from './tests-hold.js';
import { looksAt } from './tests-of-changes.js';

describe('a test', () => {
  it.each<[string, string, string]>([
    ['by its name', 'test/price.test.js', 'src/price.js'],
    ['by its name, in Python', 'tests/test_calc.py', 'calc.py'],
    ['by what it imports', 'test/all.test.js', 'src/price.js'],
    ['by what it imports, in Python', 'tests/test_all.py', 'pkg/calc.py'],
    ['by its package, in Go', 'calc/other_test.go', 'calc/calc.go'],
  ])('is about a file %s', (_, test, source) => {
    const text = "import { total } from '../src/price.js';\nfrom pkg.calc import add\n";
    expect(looksAt(test, text, source)).toBe(true);
  });

  it.each<[string, string]>([
    ['test/prices.test.js', 'src/price.js'],
    ['tests/test_all.py', 'src/price.js'],
    ['test/index.test.js', 'src/index.js'],
    ['other/other_test.go', 'calc/calc.go'],
  ])('%s is not about %s', (test, source) => {
    expect(looksAt(test, "const word = 'price';\n# price\n", source)).toBe(false);
  });
});

describe('tests that fail after the work', () => {
  const ended = (...failed: string[]) => ({
    ...{ name: 'tests', passed: failed.length === 0 },
    detail: `exit code ${failed.length === 0 ? 0 : 1} in 40 ms\n${failed.map((name) => `not ok 1 - ${name}`).join('\n')}`,
  });
  const said = (text: string) => saidIn(text, text);
  const mends = said('Fix add() in calc.js.');

  it.each([
    ['held before', ended(), ended('add'), said('Add sub() to calc.js.'), /held before this work, and does not now/],
    ['are more than before', ended('old'), ended('old', 'add'), said('Add sub().'), /^add held before this work/],
    ['are those that were to be mended', ended('add'), ended('add'), mends, /fails as it did before/],
  ] as const)('tell against it where they %s', (_, before, now, of, says) => {
    expect(worsened(before, now, of)?.says).toMatch(says);
  });

  it.each([
    ['failed before, and nothing was to be mended', ended('old'), ended('old'), said('Add sub() to calc.js.')],
    ['are fewer than before', ended('add', 'old'), ended('old'), mends],
    ['are about something else than what was to be mended', ended('sub'), ended('sub'), mends],
    ['are no matter of what was to be mended', ended('add'), ended('add'), said('Fix the typo in the docs of add().')],
    ['say nothing of which failed', { ...ended('x'), detail: 'exit code 1 in 9 ms\nno' }, ended('add'), mends],
    [
      'failed before for the machine',
      { ...ended('x'), detail: 'exit code 1 in 9 ms\nconnect ECONNREFUSED' },
      ended('add'),
      mends,
    ],
  ] as const)('say nothing where they %s', (_, before, now, of) => {
    expect(worsened(before, now, of)).toBeNull();
  });

  it('are looked up by what each runner prints', () => {
    const of = (line: string) => ({ name: 'tests', passed: false, detail: `exit code 1 in 9 ms\n${line}` });
    for (const [before, now] of [
      ['FAIL: test_add (test_calc.T.test_add)', 'FAIL: test_sub (test_calc.T.test_sub)'],
      ['FAILED test_calc.py::test_add - assert 1', 'FAILED test_calc.py::test_sub - assert 1'],
      ['--- FAIL: TestAdd (0.00s)', '--- FAIL: TestSub (0.00s)'],
      ['✖ adds (1.2ms)', '✖ subtracts (1.3ms)'],
    ] as const)
      expect(worsened(of(before), of(now), mends)).toMatchObject({ isLoss: true });
  });

  it('may be what is asked for', () => {
    expect(said('Write a failing test for parse().').mayFail).toBe(true);
    expect(said('Write tests for parse().').mayFail).toBe(false);
    expect(said('Change what greet() returns.')).toMatchObject({ changes: true, mends: false });
    expect(said('Fix greet(), so that it returns hi instead.')).toMatchObject({ changes: false, mends: true });
  });
});
