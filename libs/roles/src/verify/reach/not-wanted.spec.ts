import { expect, it } from 'vitest';
import type { FileChange } from '#domain';
import { missesUnwanted, notWanted } from './not-wanted.js';

const of = (operation: 'create' | 'modify', ...paths: string[]): FileChange[] =>
  paths.map((path) => ({ path, operation, additions: 1, deletions: 0, binary: false }));
const problems = (told: string, changes: FileChange[]): string[] =>
  notWanted(changes, told).map(({ detail }) => detail ?? '');

it.each([
  ['Create add.py. Do not write any tests.', 'test_add.py'],
  ["Create add.py, but don't add tests or docs", 'tests/add.py'],
  ['Create add.js without writing unit tests.', 'add.test.js'],
])('%s: %s is not wanted', (told, path) => {
  expect(problems(told, of('create', 'add.py', path))).toEqual([`made, though the user wants no tests: ${path}`]);
});

it('knows documentation, too', () => {
  expect(problems('Add a --json flag. Do not create a README.', of('create', 'README.md'))).toHaveLength(1);
  expect(problems('Add a --json flag. Do not create a README.', of('modify', 'README.md'))).toEqual([]);
});

it.each([
  ['Create add.py with tests.', 'test_add.py'],
  ['Do not write tests for the parser, but for the printer.', 'test_printer.py'],
  ['Do not add tests to test_old.py; create a new test file.', 'test_new.py'],
  ['Do not write any tests yet. Then add tests for add().', 'test_add.py'],
  ['Write a script that does not create test files.', 'test_script.py'],
  ['Do not change any tests.', 'test_add.py'],
  ['Add a page "Do not write any tests." to index.html', 'test_a.py'],
  ['Create add.py. Do not write any tests.', 'checks/add.py'],
])('%s: %s may be made', (told, path) => {
  expect(problems(told, of('create', path))).toEqual([]);
});

it('lets tests that are there change', () => {
  expect(problems('Rename add to sum. Do not write any tests.', of('modify', 'test_add.py'))).toEqual([]);
});

it.each([
  ['No unit tests were added for add().', true],
  ['The function has no tests.', true],
  ['Tests are missing.', true],
  ['Missing tests', true],
  ['add() returns the wrong sum without a test.', false],
  ['The existing tests fail.', false],
  ['add.py has no function add.', false],
])('hears that "%s" only misses what is not wanted: %s', (issue, isSo) => {
  expect(missesUnwanted(issue, 'Create add.py with add(a, b). Do not write any tests.')).toBe(isSo);
  expect(missesUnwanted(issue, 'Create add.py with add(a, b) and tests.')).toBe(false);
});
