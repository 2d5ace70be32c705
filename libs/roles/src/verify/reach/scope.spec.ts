import { describe, expect, it } from 'vitest';
import type { Deed } from '#contracts';
import type { FileChange } from '#domain';
import { certaintyOf, namesPath } from '../doubt.js';
import { letsGo, mendsWords, nothingTakenAway, onlyNamedFiles, takesAway } from './scope.js';
import { sourcesIn } from './sources.js';
import { stated } from '../stated/facts.js';

/* The natural ways of asking for work that must pass, and the work the check is there for. */

const change = (operation: FileChange['operation'], path: string): FileChange => ({
  ...{ path, operation, additions: 1, deletions: 1, binary: false },
});

describe('files the user did not speak of', () => {
  const faults = (told: string, changes: FileChange[], made: string[] = [], planned: string[] = []): string[] => {
    const goal = stated(told);
    const certainty = certaintyOf(told, goal, 'files');
    const said = { letGo: letsGo(told, goal), certainty, goal, sources: sourcesIn(told) };
    const scope = { ...said, made: new Set(made), planned, approved: [], lines: new Map() };
    return [...nothingTakenAway(changes, scope), ...onlyNamedFiles(changes, scope)]
      .filter(({ passed, doubt }) => !passed || doubt !== undefined)
      .map(({ name, passed }) => (passed ? `${name}?` : name));
  };

  it('asks about a page that goes where something was only to be moved', () => {
    const told = 'Move the nav into nav.html: create nav.html with the nav of index.html';
    expect(faults(told, [change('delete', 'about.html')])).toEqual(['files_kept?']);
    expect(faults('Migrate the pages to Svelte', [change('delete', 'about.html')])).toEqual([]);
  });

  it('keeps files of a kind that goes elsewhere, though tools leave such behind', () => {
    const told = 'Delete the log files in logs, also in its folders';
    expect(faults(told, [change('delete', 'logs/a.log'), change('delete', 'kept/c.log')])[0]).toContain('files_kept');
    expect(faults(told, [change('delete', 'logs/a.log'), change('delete', 'logs/old/b.log')])).toEqual([]);
    expect(faults('Create b.txt.', [change('create', 'b.txt'), change('delete', 'kept/c.log')])).toEqual([]);
  });

  it('takes an order to tick something off for one that lets no file go', () => {
    for (const told of ['Tick off the second item in todo.md', 'Mark the second item in todo.md as done'])
      expect(faults(told, [change('modify', 'todo.md'), change('delete', 'kept.md')])).toContain('files_kept');
  });

  it.each<[string, FileChange[]]>([
    ['Delete b.txt.', [change('delete', 'b.txt')]],
    ['lösche die datei alt.txt', [change('delete', 'alt.txt')]],
    ['Bitte alt.txt und uralt.txt löschen.', [change('delete', 'alt.txt'), change('delete', 'uralt.txt')]],
    ['Löschen: alt.txt. Danke!', [change('delete', 'alt.txt')]],
    ['Supprime le fichier vieux.txt', [change('delete', 'vieux.txt')]],
    ['Por favor, elimina el archivo viejo.txt', [change('delete', 'viejo.txt')]],
    ['删除 old.txt', [change('delete', 'old.txt')]],
    ['请删除文件 old.txt。', [change('delete', 'old.txt')]],
    ['old.txt を削除してください', [change('delete', 'old.txt')]],
    ['Удали файл old.txt', [change('delete', 'old.txt')]],
    ['rm old.txt', [change('delete', 'old.txt')]],
    ['old.txt can go', [change('delete', 'old.txt')]],
    ['Remove the old build scripts.', [change('delete', 'build.sh')]],
    ['Rename old.txt to new.txt.', [change('delete', 'old.txt'), change('create', 'new.txt')]],
    ['Refactor the parser into two modules.', [change('delete', 'parser.js'), change('create', 'lex.js')]],
    ['Convert the project to TypeScript.', [change('delete', 'a.js'), change('create', 'a.ts')]],
    ['Migrate from npm to pnpm.', [change('delete', 'package-lock.json')]],
    ['Clean up the repository.', [change('delete', 'notes.tmp')]],
    ['Get rid of the dead code.', [change('delete', 'legacy.py')]],
    ['Merge a.md and b.md into all.md.', [change('delete', 'a.md'), change('delete', 'b.md')]],
    ['Split utils.py into several files.', [change('delete', 'utils.py')]],
    [
      'Move the tests into a folder of their own.',
      [change('delete', 'test_a.py'), change('create', 'tests/test_a.py')],
    ],
    ['Replace the logger with pino.', [change('delete', 'logger.js'), change('modify', 'package.json')]],
    ['Upgrade to the new config format.', [change('delete', '.eslintrc'), change('create', 'eslint.config.js')]],
    ['Tidy up the docs folder.', [change('delete', 'docs/old.md')]],
    ['Add a login page to the web shop.', [change('create', 'login.html'), change('modify', 'index.html')]],
    ['Run the tests and fix what fails.', [change('delete', '__pycache__/a.pyc'), change('modify', 'a.py')]],
    ['Build the project.', [change('delete', 'dist/app.js'), change('create', 'dist/app2.js')]],
    ['Create calc.py with the functions add and sub.', [change('create', 'calc.py'), change('create', 'test_calc.py')]],
    ['Write hello.py', [change('create', 'hello.py'), change('create', 'README.md')]],
    ['Create main.c.', [change('create', 'main.c'), change('create', 'Makefile')]],
    ['Create Dockerfile', [change('create', 'Dockerfile'), change('create', '.dockerignore')]],
    ['Create app.py.', [change('create', 'app.py'), change('create', 'requirements.txt')]],
    ['Create pkg/a.py with a function f.', [change('create', 'pkg/a.py'), change('create', 'pkg/__init__.py')]],
    ['Create a.txt with the single line "x".', [change('create', 'a.txt')]],
    ['Create a.txt in the docs folder.', [change('create', 'docs/a.txt')]],
    ['Move a.txt to the archive folder.', [change('rename', 'archive/a.txt')]],
    [
      'Set "version" to "2.0.0" in package.json.',
      [change('modify', 'package.json'), change('modify', 'package-lock.json')],
    ],
    ['Fix the bug in a.py. Do not change any other file.', [change('modify', 'a.py')]],
    ['Fix the bug in a.py. All other files stay unchanged.', [change('modify', 'a.py')]],
    ['Delete all files that end in .tmp.', [change('delete', 'a.tmp'), change('delete', 'sub/b.tmp')]],
    ['Improve the README.', [change('modify', 'README.md')]],
    ['Delete b.py and everything that uses it.', [change('delete', 'b.py'), change('delete', 'c.py')]],
    ['Remove a.js together with its tests.', [change('delete', 'a.js'), change('delete', 'a.test.js')]],
    ['Delete b.txt and clean up the docs.', [change('delete', 'b.txt'), change('delete', 'docs/old.md')]],
    ['Migrate the docs from Jekyll to Hugo.', [change('delete', 'docs/old.md')]],
    ['Remove what is not needed.', [change('delete', 'notes.md')]],
    ['switch from yarn to npm', [change('delete', 'yarn.lock'), change('create', 'package-lock.json')]],
    ['use pnpm instead of npm', [change('delete', 'package-lock.json'), change('create', 'pnpm-lock.yaml')]],
    ['turn all the js files into typescript', [change('delete', 'a.js'), change('create', 'a.ts')]],
    ['Convert a.csv to a.json.', [change('delete', 'a.csv'), change('create', 'a.json')]],
    ['delete legacy.py', [change('delete', 'legacy.py'), change('delete', 'tests/test_legacy.py')]],
  ])('sound: %s', (told, changes) => {
    expect(faults(told, changes)).toEqual([]);
  });

  it.each<[string, FileChange[], string[]]>([
    ['Add a login page.', [change('create', 'login.html'), change('delete', 'README.md')], ['files_kept']],
    [
      'Fix the bug in a.py. Leave all other files as they are.',
      [change('modify', 'a.py'), change('modify', 'README.md')],
      ['named_only'],
    ],
    ['Delete all files that end in .tmp.', [change('delete', 'a.tmp'), change('delete', 'keep.txt')], ['files_kept']],
    ['Create a.txt with the single line "x".', [change('create', 'a.txt'), change('create', 'b.txt')], ['named_only']],
    ['Set "port" to 1 in c.json.', [change('modify', 'c.json'), change('modify', 'd.json')], ['named_only']],
    ['Delete b.txt.', [change('delete', 'b.txt'), change('delete', 'a.txt')], ['files_kept', 'named_only']],
    ['Write the sum of the numbers in n.csv to total.txt.', [change('delete', 'n.csv')], ['files_kept']],
    ['Write the sum of n.csv to total.txt; n.csv is old.', [change('delete', 'n.csv')], ['files_kept?']],
    ['Bring the text of a.txt into b.txt.', [change('delete', 'a.txt')], ['files_kept?']],
    [
      '[T-7] Delete b.txt. Ticket 12 says why.',
      [change('delete', 'b.txt'), change('delete', 'a.txt')],
      ['files_kept?'],
    ],
    [
      'Rename a.txt to b.txt for the web shop.',
      [change('rename', 'b.txt'), change('delete', 'c.txt')],
      ['files_kept?'],
    ],
    ['Build a shop with a cart and a login.', [change('create', 'a.js'), change('delete', 'x.csv')], ['files_kept?']],
    ['Erstelle eine Login-Seite.', [change('create', 'login.html'), change('delete', 'README.md')], ['files_kept?']],
    ['lösche die datei alt.txt', [change('delete', 'alt.txt'), change('delete', 'k.md')], ['files_kept', 'named_only']],
    ['Entferne die Zeile x aus alt.txt.', [change('delete', 'alt.txt')], ['files_kept?']],
    ['Lösche nicht alt.txt.', [change('delete', 'alt.txt')], ['files_kept?']],
    ['Ne supprime pas vieux.txt.', [change('delete', 'vieux.txt')], ['files_kept?']],
    ['Удали строку из old.txt', [change('delete', 'old.txt')], ['files_kept?']],
    ['不要删除 old.txt', [change('delete', 'old.txt')], ['files_kept?']],
    ['old.txt の1行目を削除してください', [change('delete', 'old.txt')], ['files_kept?']],
    ['Entferne den Login', [change('delete', 'login.py')], ['files_kept?']],
    ['kill the legacy folder', [change('delete', 'legacy/a.js')], ['files_kept?']],
    ['put all css into one file', [change('create', 'all.css'), change('delete', 'a.css')], ['files_kept?']],
    ['Fix the build.', [change('delete', 'webpack.config.js')], ['files_kept?']],
    ['Create a TypeScript version of utils.js', [change('delete', 'utils.js')], ['files_kept?']],
    ['Refactor the parser.', [change('delete', 'parser.js'), change('delete', 'notes.md')], ['files_kept?']],
    ['Convert the config to YAML.', [change('delete', 'config.json'), change('delete', 'x.csv')], ['files_kept?']],
    ['use poetry instead of pip', [change('delete', 'requirements.txt')], ['files_kept?']],
    ['Make all tests pass.', [change('delete', 'test_a.py')], ['files_kept?']],
    ['Add error handling to app.py.', [change('modify', 'app.py'), change('delete', 'notes.md')], ['files_kept']],
    [
      'Create a.txt with the single line "x".',
      [change('create', 'a.txt'), change('delete', 'yarn.lock')],
      ['files_kept', 'named_only'],
    ],
    ['Fix a.py. Touch no other files.', [change('modify', 'a.py'), change('create', 'test_a.py')], ['named_only']],
    [
      'Set "port" to 8080 in c.json.',
      [change('modify', 'c.json'), change('delete', 'x.md')],
      ['files_kept', 'named_only'],
    ],
  ])('not sound: %s', (told, changes, names) => {
    expect(faults(told, changes)).toEqual(names);
  });

  it.each<[string, string, string, string]>([
    ['Create index.html.', 'index.html', '<link rel="stylesheet" href="style.css">', 'style.css'],
    ['Create index.html.', 'index.html', '<script src="js/app.js"></script>', 'js/app.js'],
    ['Create main.py.', 'main.py', 'from helpers import shout', 'helpers.py'],
    ['Create main.c.', 'main.c', '#include "list.h"', 'list.h'],
    ['Create report.md.', 'report.md', '![sales](img/sales.svg)', 'img/sales.svg'],
  ])('may be new where what is named uses them: %s (%s: %s)', (told, path, line, other) => {
    const goal = stated(told);
    const passed = (added: string[]): boolean =>
      onlyNamedFiles([change('create', path), change('create', other)], {
        ...{ letGo: 'nothing', certainty: 'certain', goal, made: new Set(), planned: [], approved: [] },
        lines: new Map([[path, { added, removed: [] }]]),
      }).every((check) => check.passed);
    expect(passed([line])).toBe(true);
    expect(passed(['x'])).toBe(false);
  });

  it('is not left behind by a tool where the attempt has written it by its name', () => {
    const told = 'In README.md correct the spelling of "recieve".';
    const goal = stated(told);
    const others = (deeds: Deed[]): string[] =>
      onlyNamedFiles([change('modify', 'README.md'), change('create', 'debug.log')], {
        ...{ letGo: 'nothing', certainty: 'certain', goal, mendsWords: mendsWords(told, goal) },
        ...{ made: new Set(), planned: [], approved: [], lines: new Map(), deeds },
      }).flatMap(({ passed, detail }) => (passed ? [] : [detail]));
    const paths = ['debug.log'];
    expect(others([{ command: 'env > debug.log', paths }]).join()).toContain('debug.log (create)');
    expect(others([{ command: 'env | tee -a "./debug.log"', paths }])).toHaveLength(1);
    expect(others([{ paths }])).toHaveLength(1);
    expect(others([{ command: 'npm install 2>/dev/null; grep debug.log README.md', paths }])).toEqual([]);
    expect(others([{ command: 'echo a > b.txt', paths: ['b.txt'] }])).toEqual([]);
  });

  it('may be what the task itself has made, or new where the plan speaks of it', () => {
    const told = 'Create a.txt with the single line "x".';
    expect(faults(told, [change('delete', 'tmp.py')], ['tmp.py'])).toEqual([]);
    expect(faults(told, [change('create', 'b.txt')], [], ['b.txt'])).toEqual([]);
    expect(faults(told, [change('modify', 'b.txt')], [], ['b.txt'])).toEqual(['named_only']);
  });

  const inOther = (told: string, path: string, removed: string[], added: string[]): string[] => {
    const goal = stated(told);
    const lines = new Map([[path, { added, removed }]]);
    const scope = {
      letGo: 'nothing' as const,
      certainty: certaintyOf(told, goal, 'files'),
      goal,
      made: new Set<string>(),
    };
    return onlyNamedFiles([change('modify', path)], { ...scope, planned: [], approved: [], lines })
      .filter(({ passed }) => !passed)
      .map(({ name }) => name);
  };

  it.each<[string, string, string[]]>([
    ['Rename utils.js to helpers.js', 'app.js', ["import {a} from './utils.js';"]],
    ['move src/a.ts to src/lib/a.ts', 'src/app.ts', ["import {a} from './a';"]],
    ['delete old.js', 'index.js', ["import './old.js';"]],
    ['Remove the function legacy from m.py.', 'n.py', ['from m import legacy', 'legacy()']],
    ['Create src/a.ts with a function foo.', 'src/index.ts', []],
    ['Create a.py with a function foo.', 'test_a.py', []],
  ])('of a file that the goal does not name may change what has to: %s', (told, path, removed) => {
    expect(inOther(told, path, removed, ['x'])).toEqual([]);
  });

  it.each<[string, string, string[]]>([
    ['Rename utils.js to helpers.js', 'app.js', ['const port = 1;']],
    ['delete old.js', 'app.js', ['f(threshold);']],
    ['Create src/a.ts with a function foo.', 'src/b.ts', []],
    ['Create a.py with a function foo.', 'test_a.py', ['assert a']],
    ['Set "port" to 1 in c.json.', 'd.json', ['port']],
    ['Rename utils.js to helpers.js. Touch no other files.', 'app.js', ["import {a} from './utils.js';"]],
  ])('of a file that the goal does not name nothing else may: %s', (told, path, removed) => {
    expect(inOther(told, path, removed, ['x'])).toEqual(['named_only']);
  });

  it.each<[string, string, boolean]>([
    ['rm -rf ./old', 'old/a.txt', true],
    ['rm -f a.txt b.txt', 'b.txt', true],
    ["find . -name '*.bak' -delete", 'src/a.bak', true],
    ['cd src && rm "a.py"', 'a.py', true],
    ['rm -rf old', 'older/a.txt', false],
    ['psql -c "drop table x"', 'README.md', false],
    ['rm *.bak', 'a.txt', false],
  ])('an approved command names what it names: %s, %s', (command, path, is) => {
    expect(namesPath(command, path)).toBe(is);
    const scope = {
      letGo: 'nothing' as const,
      certainty: 'doubtful' as const,
      goal: stated('x'),
      made: new Set<string>(),
    };
    const found = nothingTakenAway([change('delete', path)], {
      ...{ ...scope, planned: [], approved: [command], lines: new Map() },
    });
    expect(found.length === 0).toBe(is);
  });

  it.each([
    'Set "port" to 8080 in config.json.',
    'Set the web port to 9090 in app.yaml.',
    'Create delete.py that prints "remove".',
    'Show a clear error message.',
    'Add a drop-down menu.',
    'Add an undo-free mode for the port.',
    'Write clean code.',
  ])('no word of this lets a file go: %s', (told) => {
    expect(takesAway(told)).toBe(false);
  });

  it.each(['Port the parser to Go.', 'We want to port it to Rust.', 'It is being ported to C.'])(
    'a word of this may let one go: %s',
    (told) => {
      expect(takesAway(told)).toBe(true);
    },
  );
});

it('a file is named whatever way its letters are composed', () => {
  const told = 'In caf\u00e9.txt change "7" to "9".';
  const goal = stated(told);
  const scope = {
    letGo: 'nothing',
    certainty: 'certain',
    goal,
    made: new Set<string>(),
    planned: [],
    approved: [],
  } as const;
  const checks = onlyNamedFiles([change('modify', 'cafe\u0301.txt')], { ...scope, lines: new Map() });
  expect(checks.map(({ passed }) => passed)).toEqual([true]);
});
