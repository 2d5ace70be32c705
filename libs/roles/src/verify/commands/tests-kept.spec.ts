import { describe, expect, it } from 'vitest';
import type { CheckResult, FileChange } from '#domain';
import { certaintyOf } from '../doubt.js';
import { stated } from '../stated/facts.js';
import { testsKept } from './tests-kept.js';

/* The natural ways of asking for work that must pass, and the work the check is there for. */

const change = (operation: FileChange['operation'], path: string): FileChange => ({
  ...{ path, operation, additions: 1, deletions: 1, binary: false },
});

describe('tests that were there', () => {
  const diffOf = (path: string, removed: string[], added: string[]): string =>
    `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n@@ -1 +1 @@\n${removed.map((line) => `-${line}\n`).join('')}${added.map((line) => `+${line}\n`).join('')}`;
  const said = (user: string, gone: string[] = []) => ({
    ...{ user, plan: '', certainty: certaintyOf(user, stated(user), 'text'), gone },
  });
  const faultOf = (results: CheckResult[]): string | undefined => {
    const found = results.find(({ passed, doubt }) => !passed || doubt !== undefined);
    return found?.doubt === undefined ? found?.detail : `asks: ${found.doubt.because}`;
  };
  const fault = (asked: string, removed: string[], added: string[], path = 'test_a.py'): string | undefined =>
    faultOf(testsKept([change('modify', path)], diffOf(path, removed, added), said(asked)));

  it.each([
    'npm test fails: fix a.py. Do not change the tests.',
    'Fix a.py so that the tests pass. Never edit or rewrite the tests.',
    'Repair a.py; the tests must not be changed.',
    "Rewrite a.py, but don't touch the existing tests.",
    'Rewrite a.py and leave the tests as they are.',
    'Change the greeting in a.py without modifying any of the tests.',
  ])('are protected: %s', (asked) => {
    const bent = fault(asked, ['assert slug(" a ") == "a"'], ['assert slug(" a ") == "-a"']);
    expect(bent).toContain('nobody asked for');
    expect(bent).not.toContain('asks:');
    expect(fault(asked, [], ['assert slug("b") == "b"'])).toBeUndefined();
  });
  it.each([
    'Change the greeting in a.py and update the tests.',
    'Do not delete the tests, but update them for the new greeting.',
    'Do not change the tests of the parser. Update the tests of a.py.',
    'Do not change the tests unless the greeting stands in them: it changes to Hi.',
    'Do not only change the code, update the tests too.',
  ])('may change: %s', (asked) => {
    expect(fault(asked, ['assert greet() == "Hello"'], ['assert greet() == "Hi"'])).toBeUndefined();
  });

  it('of the task itself are what the plan then measures by', () => {
    const [user, plan] = [
      'Write test_a.py. Then mend a.py so that they pass.',
      'Mend a.py so that the tests in test_a.py pass',
    ];
    const found = (made: string[]): string | undefined =>
      faultOf(
        testsKept([change('modify', 'test_a.py')], diffOf('test_a.py', ['assert a() == "a"'], []), {
          ...said(user),
          ...{ plan, made: new Set(made) },
        }),
      );
    expect(found(['test_a.py'])).toContain('1 assertions fewer');
    expect(found(['test_a.py'])).not.toContain('asks:');
    expect(found([])).toContain('asks:');
  });

  it.each<[string, string[], string[]]>([
    ['Change greet() so that it says Hi.', ['assert greet() == "Hello"'], ['assert greet() == "Hi"']],
    ['Rename add to plus.', ['assert add(1, 2) == 3'], ['assert plus(1, 2) == 3']],
    ['Update the tests for the new greeting.', ['assert a == 1', 'assert b == 2'], ['assert a == 2']],
    ['Remove the flaky test.', ['assert a == 1'], []],
    [
      'rename sum.js to add.js, npm test must stay green',
      ["if (require('./sum.js')(2, 3) !== 5) process.exit(1);"],
      ["if (require('./add.js')(2, 3) !== 5) process.exit(1);"],
    ],
    ['Rewrite test_a.py with pytest.', ['self.assertEqual(a, 1)'], ['assert a == 1']],
    ['Add a test for mul.', [], ['assert mul(2, 2) == 4']],
    ['Extend the parser.', ['assert parse("a")'], ['assert parse("a", strict=True)']],
    ['Make the tests pass on Windows too.', ['assert a == 1'], ['    assert a == 1']],
    ['Format everything with black.', ["assert a == 'x'"], ['assert a == "x"']],
    ['Skip the slow tests in CI.', ['assert slow()'], ['@pytest.mark.skip', 'assert slow()']],
    ['Port the suite from unittest to pytest.', ['self.assertTrue(ok())'], ['assert ok()']],
    ['Split test_a.py into two files.', ['assert a == 1'], []],
    ['Fix the indentation so that the tests pass.', ['assert a == 1  '], ['assert a == 1']],
    ['Adjust the expected values in the tests.', ['assert a == 1'], ['assert a == 2']],
    ['The API now returns a list: adapt the code and update its tests.', ['assert f() == 1'], ['assert f() == [1]']],
    ['Replace moment with dayjs.', ['expect(m()).toBe(1)'], ['expect(d()).toBe(1)']],
    ['use pytest.mark.parametrize in test_a.py', ['assert a == 1', 'assert b == 2'], ['assert x == y']],
    ['speed up the tests', ['assert a == 1'], []],
    ['Remove the login feature and its tests', ['assert login'], []],
    ['Fix the wrong expected value in test_a.py', ['assert a == 1'], ['assert a == 2']],
    ['The test in test_a.py is wrong. The tests must pass.', ['assert a == 1'], ['assert a == 2']],
    ['fix the outdated tests', ['assert a == 1'], ['assert a == 2']],
    ['Rename add to plus, all tests must pass.', ['assert add(1) == 1'], ['assert plus(1) == 1']],
    ['Update the parser tests.', ['assert a == 1', 'assert b'], ['assert a == 2']],
    ['Remove the export feature.', ['assert exported()'], []],
    ['Fix the failing test in test_a.py', [], []],
    [
      'Mark test_net in test_a.py as skipped with the reason "no network".',
      [],
      ['@pytest.mark.skip(reason="no network")'],
    ],
    ['mark the flaky network test as skipped', [], ['@pytest.mark.skip']],
    ['Make the tests pass on Python 3.12.', [], ['except ImportError:']],
    ['Skip test_slow in test_a.py for now.', ['def test_slow(self):'], ['@unittest.skip("x")', 'def test_slow(self):']],
  ])('sound: %s', (asked, removed, added) => {
    expect(fault(asked, removed, added)).toBeUndefined();
  });

  it.each<[string, string[], string[]]>([
    [
      'Fix calc.py so that the test in test_a.py passes.',
      ['    assert add(1, 2) == 3'],
      ['    try:', '        assert add(1, 2) == 3', '    except AssertionError:', '        pass'],
    ],
    ['Fix add so that test_a.py passes.', ['assert add(2, 2) == 4'], ['assert add(2, 2) == 0']],
    ['The tests fail. Fix the bug in a.py.', ['assert add(2, 2) == 4'], ['assert add(2, 2) == 0']],
    ['Make all tests pass.', ['assert add(2, 2) == 4'], ['assert add(2, 2) > 0']],
    ['Add a cache.', ['assert a == 1', 'assert b == 2'], ['assert a == 1']],
    ['Fix the bug.', ['assert a == 1'], ['assert True']],
    ['Fix the bug.', ['assert a == 1'], [`assert${' '.repeat(40)}True`]],
    ['Fix the bug.', [], ['@pytest.mark.skip(reason="x")']],
    ['fix the failing test in test_a.py', ['assert add(1, 1) == 2'], ['assert add(1, 1) == 0']],
    ['Fix the failing tests', ['assert a == 1'], []],
    ['The CI is red because of test_a.py.', ['assert a == 1'], ['assert a == 2']],
    ['Edit a.py so that the tests pass.', ['assert a == 1'], ['assert a == 2']],
    ['Make test_a.py pass.', ['expect(a).toBe(1)'], ['expect(a).not.toBe(1)']],
    ['npm test fails, fix a.py', ['if (add(2, 3) !== 5) process.exit(1);'], ['if (add(2, 3) !== -1) process.exit(1);']],
    ['make npm test pass', ['if add(2, 3) != 5: sys.exit(1)'], ['if add(2, 3) != 6: sys.exit(1)']],
  ])('not sound: %s', (asked, removed, added) => {
    expect(fault(asked, removed, added)).toMatch(/^tests were changed/);
  });

  it.each<[string, string[], string[]]>([
    ['fix test_a.py', ['assert add(1, 1) == 2'], ['assert add(1, 1) == 0']],
    ['Repariere den Test in test_a.py', ['assert a == 1'], ['assert a == 2']],
    ['修复测试', ['assert a == 1'], ['assert a == 2']],
    ['los tests fallan, arréglalo', ['assert a == 1'], ['assert a == 2']],
    ['Rename add to plus so that the tests pass.', ['assert add(1) == 1'], ['assert plus(1) != 1']],
    ['Refactor a.py. The tests must still pass.', ['assert a == 1'], ['assert a == 2']],
    ['Clean up the code so that the tests pass.', ['assert a == 1'], []],
    ['Build a cache, with a limit.', ['assert a == 1'], []],
  ])('asked about: %s', (asked, removed, added) => {
    expect(fault(asked, removed, added)).toMatch(/^asks: it makes tests easier/);
  });

  it('may go with what they are about', () => {
    const gone = [change('delete', 'legacy.py'), change('delete', 'tests/test_legacy.py')];
    const ended = (user: string, changes: FileChange[], before: string[] = []): string | undefined =>
      faultOf(testsKept(changes, '', said(user, before)));
    expect(ended('Entferne legacy.', gone)).toBeUndefined();
    expect(ended('Entferne legacy.', gone.slice(1), ['src/legacy.py'])).toBeUndefined();
    expect(ended('Entferne legacy.', gone.slice(1))).toMatch(/^asks: .*tests\/test_legacy\.py was deleted/);
    expect(ended('drop python 2 support', gone.slice(1))).toBeUndefined();
    expect(ended('Make all tests pass.', gone.slice(1))).toMatch(/^tests were changed/);
  });
});
