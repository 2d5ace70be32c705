import { describe, expect, it } from 'vitest';
import type { SubtaskSpec } from '#domain';
import { subtask } from './read-step.js';
import { withoutUnasked } from './unasked-steps.js';

const ids = (told: string, ...steps: SubtaskSpec[]): string[] =>
  withoutUnasked(steps, told).subtasks.map(({ id }) => id);
const step = (id: string, description: string, ...dependsOn: string[]): SubtaskSpec =>
  subtask({ id, description, dependsOn });
const work = step('work', 'Create a.txt with the single line "x".');
const GOAL = 'Create a.txt with the single line "x".';

describe('a step that the user did not ask for', () => {
  it.each([
    'Clean up: delete all other files.',
    'Delete README.md.',
    'Remove all temporary files.',
    'Tidy up the workspace.',
    'Write SUMMARY.md that describes what was done.',
    'Create a test file test_a.sh.',
  ])('is left out: %s', (description) => {
    expect(ids(GOAL, work, step('more', description, 'work'))).toEqual(['work']);
  });

  it('leaves what waited for it waiting for what it waited for', () => {
    const { subtasks, repairs } = withoutUnasked(
      [work, step('b', 'Delete b.txt.', 'work'), step('c', 'Check a.txt.', 'b')],
      GOAL,
    );
    expect(subtasks.map(({ id, dependsOn }) => [id, dependsOn])).toEqual([
      ['work', []],
      ['c', ['work']],
    ]);
    expect(repairs).toEqual(['left out "b", which takes files away, which the goal does not ask for']);
  });

  it('may make what a later one takes away, where no other file may stay', () => {
    const told = 'Make longest.txt with the longest title; no other file may stay.';
    const steps = [
      step('a', 'Write sorted.txt with the titles by their length'),
      step('b', 'Write longest.txt from sorted.txt', 'a'),
      step('c', 'Remove sorted.txt', 'b'),
    ];
    expect(ids(told, ...steps)).toEqual(['a', 'b', 'c']);
  });

  it.each<[string, string, boolean]>([
    ['Escreva em resumo.md um resumo de ata.md, em português.', 'Translate resumo.md into English', false],
    ['Escreva em resumo.md um resumo de ata.md, em inglês.', 'Translate resumo.md into English', true],
    ['Add the docstring "Hi" to f in a.py.', 'Bring the formatting of the other python files into line', false],
    ['Add the docstring "Hi" to f in a.py.', 'Update all other files that call f', true],
    ['Reformat a.py.', 'Reformat all other files', true],
    ['Convertis donnees/a.csv en tableaux/a.md.', 'Ranger : supprimer les fichiers csv inutiles', false],
    ['Convertis donnees/a.csv en a.md et supprime le csv.', 'Supprimer donnees/a.csv', true],
    ['Convert data.csv to data.md.', 'Delete data.csv', false],
    ['Replace data.csv by data.md.', 'Delete data.csv', true],
    ['Convert app.js to app.ts.', 'Delete app.js', true],
  ])('of other kinds is left out or kept: %s %s', (told, description, isKept) => {
    expect(ids(told, step('first', 'Write it.'), step('more', description))).toEqual(
      isKept ? ['first', 'more'] : ['first'],
    );
  });

  it('may take away what another one has made for the way', () => {
    const told = 'Résume a.csv dans resume.md.';
    const steps = [
      step('a', 'Write rows.tmp.csv from a.csv'),
      step('b', 'Write resume.md', 'a'),
      step('c', 'Delete rows.tmp.csv', 'b'),
    ];
    expect(ids(told, ...steps)).toEqual(['a', 'b', 'c']);
  });

  const ONLY = 'Improve the error handling in app.py. Leave all other files as they are.';
  it.each<[string, boolean]>([
    ['Update README.md with the new messages.', false],
    ['Read README.md for the wording.', true],
    ['Handle a missing file in app.py.', true],
    ['Run the tests.', true],
  ])('is kept where no other file may change: %s %s', (description, isKept) => {
    expect(ids(ONLY, step('app', 'Handle errors in app.py.'), step('more', description))).toEqual(
      isKept ? ['app', 'more'] : ['app'],
    );
  });

  const PAGE = 'Create index.html, a page with the heading Hello.';
  const page = step('page', 'Create index.html with the heading Hello', 'more');
  it.each(['Initialise the project with npm', 'Set up a git repository', 'Install the dependencies'])(
    'is left out of a goal of pages: %s',
    (description) => {
      expect(ids(PAGE, step('more', description), page)).toEqual(['page']);
    },
  );

  it.each<[string, string]>([
    ['Create index.html of a React app.', 'Initialise the project with npm'],
    ['Create server.js that listens on 80.', 'Initialise the project with npm'],
    ['Create index.html and package.json.', 'Initialise the project: package.json with npm'],
    [PAGE, 'Create the project page index.html'],
  ])('is kept for %s', (goal, description) => {
    expect(ids(goal, step('more', description), page)).toEqual(['more', 'page']);
  });

  it.each<[string, string, boolean]>([
    [GOAL, 'Ask the user which encoding a.txt should have.', false],
    [GOAL, 'Confirm the name of the file with the user', false],
    [GOAL, 'Should a.txt end with a newline?', false],
    ['Write sum.py with the function add.', 'Gather the requirements from the client', false],
    ['Write hello.py, which greets the user by name.', 'Ask the user for a name', true],
    ['Schreibe hallo.py, das nach dem Namen fragt.', 'Ask the user for a name', true],
    [GOAL, 'Ask the user for the text and write it to a.txt', true],
    ['What does main.py print? Answer in a.txt.', 'What does main.py print?', true],
    [GOAL, 'Check that a.txt can be read by users', true],
  ])('is for the user: %s %s', (told, description, isKept) => {
    expect(ids(told, step('first', description), step('then', 'Write it.', 'first'))).toEqual(
      isKept ? ['first', 'then'] : ['then'],
    );
  });

  it('is for the user, as all the others: then nothing is for the goal', () => {
    const steps = [step('a', 'Which encoding should a.txt have?'), step('b', 'Ask the user for more.', 'a')];
    expect(withoutUnasked(steps, GOAL).isForeign).toBe(true);
  });

  it('is told apart from a plan for another goal', () => {
    expect(withoutUnasked([step('api', 'Create app.py with a Flask app')], GOAL).isForeign).toBe(true);
    expect(withoutUnasked([step('b', 'Delete b.txt.')], GOAL).isForeign).toBeUndefined();
    expect(withoutUnasked([work, step('api', 'Create app.py.')], GOAL).isForeign).toBeUndefined();
  });

  it('is all there is: then it stays, for others to judge', () => {
    expect(ids(GOAL, step('b', 'Delete b.txt.'))).toEqual(['b']);
  });
});

describe('a step that the user did ask for, or that may belong to it, stays', () => {
  it.each<[string, string]>([
    ['Delete b.txt.', 'Delete b.txt.'],
    ['Refactor the parser.', 'Delete the old parser.js.'],
    ['Clean up the repository.', 'Remove all temporary files.'],
    ['Build a web shop.', 'Write README.md with a description.'],
    ['Build a web shop.', 'Create shop.js.'],
    ['Fix the crash in a.py.', 'Create a test file test_a.py that shows the crash.'],
    [GOAL, 'Verify that a.txt holds the line.'],
    [GOAL, 'Inspect the workspace.'],
    [GOAL, 'Create an empty file a.txt.'],
    [GOAL, 'Create a.txt and check.sh.'],
    ['Add a login page.', 'Remove the unused import in login.js.'],
    ['Add a login page.', 'Delete the old link in index.html.'],
    ['Rename old.txt to new.txt.', 'Delete old.txt.'],
    ['Migrate to TypeScript.', 'Remove all .js files.'],
    ['Write the docs.', 'Create docs/a.md and docs/b.md.'],
    ['lösche alt.txt und lege neu.txt an', 'Delete alt.txt.'],
    ['Das Verzeichnis aufräumen: alte Dateien weg', 'Remove old unused files.'],
    ['switch from yarn to npm', 'Delete yarn.lock.'],
    ['use vite instead of CRA', 'Remove the file craco.config.js.'],
    ['put all css into one file', 'Delete a.css and b.css.'],
    ['Rename utils.js to helpers.js', 'Update the imports in app.js.'],
    ['rename function foo to bar in a.py', 'Update callers in b.py.'],
    ['delete old.js', 'Remove the import of it from index.js.'],
  ])('%s: %s', (told, description) => {
    expect(ids(told, step('first', 'Look round.'), step('more', description))).toEqual(['first', 'more']);
  });

  it('is one that only names what it changes as its output', () => {
    const edit = { ...step('more', 'Update callers.'), expectedOutputs: ['b.py'] };
    expect(ids(GOAL, work, edit)).toEqual(['work', 'more']);
  });
});
