import { expect, it } from 'vitest';
import { subtask } from '../../plan/read-step.js';
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
  expect(somethingChanged([], work, false, `the last call of shell_execute failed: ${because}`).length > 0).toBe(
    isSaid,
  );
});

it.each<[string, string, boolean]>([
  ['Let last return null for an empty list', 'no such file: "lists.js"; did you mean "list.js"?', true],
  ['Let last return null for an empty list', 'old_str and new_str are identical, so nothing was changed', false],
  ['Check what last returns', 'no such file: "lists.js"', false],
  ['Make sure that last returns null', 'no such file: "lists.js"', false],
])('a change of a file that is not there leaves the step undone: %s, %s', (description, because, isSaid) => {
  const work = subtask({ id: 'a', description });
  expect(somethingChanged([], work, false, `the last call of edit_file failed: ${because}`).length > 0).toBe(isSaid);
  expect(somethingChanged([], work, true, `the last call of edit_file failed: ${because}`).every((c) => c.passed)).toBe(
    true,
  );
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
