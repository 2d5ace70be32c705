import { describe, expect, it } from 'vitest';
import { subtask } from '../../plan/read-step.js';
import { callFailed, onlyAnswered } from '../../unchanged.js';
import { somethingChanged } from './changed.js';

it('where nothing changed, the last change that was tried is named', () => {
  const work = subtask({ id: 'a', description: 'Add a rule to site.css.' });
  const [check] = somethingChanged([], work, false, 'the last call of write_file failed: it leaves out code');
  expect(check).toMatchObject({ passed: false });
  expect(check?.detail).toContain('write_file failed: it leaves out code');
  expect(somethingChanged([], work, true, 'x')[0]?.passed).toBe(true);
});

it.each<[string, boolean]>([
  ['Create the folder logs with an empty .gitkeep in it.', true],
  ['Create a list of ideas.', false],
  ['What does src/cart.js do? Do not change anything.', false],
  ['Is there a bug in cart.js? Only look, do not change a file.', false],
  ['Do not create a file; add a rule to site.css.', true],
  ['How is a.js built? Add the answer to a.md.', true],
  ['Do not change any test; add a rule to site.css.', true],
])('asks for a changed file: %s is %s', (description, isSo) => {
  expect(somethingChanged([], subtask({ id: 'a', description }), false).length > 0).toBe(isSo);
});

it.each<[string, string, boolean]>([
  ['Delete the build folder.', 'not run: rm would delete "*", which is more than one folder', true],
  ['Delete the build folder.', 'exit code 1', false],
  ['Check that nothing can delete the build folder.', 'not run: rm would delete "*"', false],
])('where Loom held back the only command, nothing is done: %s, %s', (description, because, isSaid) => {
  const work = subtask({ id: 'a', description });
  expect(somethingChanged([], work, false, callFailed('shell_execute', because, true)).length > 0).toBe(isSaid);
});

it.each<[string, string, boolean]>([
  ['Let last return null for an empty list', 'no such file: "lists.js"; did you mean "list.js"?', true],
  ['Let last return null for an empty list', 'old_str and new_str are identical, so nothing was changed', false],
  ['Check what last returns', 'no such file: "lists.js"', false],
  ['Make sure that last returns null', 'no such file: "lists.js"', false],
])('a change of a file that is not there leaves the step undone: %s, %s', (description, because, isSaid) => {
  const work = subtask({ id: 'a', description });
  expect(somethingChanged([], work, false, callFailed('edit_file', because, true)).length > 0).toBe(isSaid);
  expect(somethingChanged([], work, true, callFailed('edit_file', because, true)).every((c) => c.passed)).toBe(true);
});

it.each<[string, boolean]>([
  ['Remove user() if it is unused now', false],
  ['Update the imports where needed.', false],
  ['If necessary, adapt the Makefile', false],
  ['Remove user() if it is unused. Then write the changelog.', true],
  ['Return early if it is missing a name', true],
  ['Let load() fail if there is no file', true],
])('a step that hangs on a case need not find it: %s', (description, isSo) => {
  const work = subtask({ id: 'a', description, expectedOutputs: ['src/db.js'] });
  expect(somethingChanged([], work, false).length > 0).toBe(isSo);
});

describe('where no call of a tool has succeeded', () => {
  const answered = onlyAnswered('');
  const failed = (hasSucceeded: boolean): string =>
    callFailed('tell_customers', 'there is no tool "tell_customers"', hasSucceeded);
  const isTold = (description: string, because: string): boolean =>
    somethingChanged([], subtask({ id: 'a', description }), false, because).length > 0;

  it.each([
    'Tell customers about the new hour in news.md',
    'Please announce the opening hour in the file news.md.',
    'In news.md, tell the customers of the new hour.',
    'Put the new hour into news.md',
    'Announce the new hour to customers in news.md',
  ])('what was to go into a file is not done: %s', (description) => {
    expect(isTold(description, answered)).toBe(true);
    expect(isTold(description, failed(false))).toBe(true);
    expect(somethingChanged([], subtask({ id: 'a', description }), true, answered).every((c) => c.passed)).toBe(true);
  });

  it.each([
    'What is the hour in news.md?',
    'Is the new hour in news.md?',
    'Please explain the code in a.js',
    'Summarise the news in news.md.',
    'Tell me the hour in news.md',
    'Check whether the new hour is in news.md',
    'Count the hours in news.md',
    'List the functions in src/a.js',
    'Find out which hour stands in news.md',
    'Which hour stands in news.md',
    'Make sure that the new hour is in news.md',
    'Keep the hour in news.md as it is',
    'Do not touch the hour in news.md',
    'Remove user() in db.js if it is unused now',
    'Tell customers about the new hour',
    'Sketch a plan according to news.md',
    'Tell a joke about life in Node.js',
  ])('it may have been said, or there may be nothing to do: %s', (description) => {
    expect(isTold(description, answered)).toBe(false);
  });

  it('who has looked may have found that it is so', () => {
    expect(isTold('Tell customers about the new hour in news.md', failed(true))).toBe(false);
  });
});
