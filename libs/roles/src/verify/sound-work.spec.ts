import { describe, expect, it } from 'vitest';
import type { CheckResult, FileChange } from '#domain';
import { uncleanText } from './clean-text.js';
import { certaintyOf, namesPath } from './doubt.js';
import { formFaults, lossIn } from './form-kept.js';
import { letsGo, nothingTakenAway, onlyNamedFiles, takesAway } from './scope.js';
import { proseOf } from './stated/masked-text.js';
import { stated } from './stated/facts.js';
import { testsKept } from './tests-kept.js';
import { wantsChange } from './wants-change.js';

/* Each check with the natural ways of asking for work that must pass it, and the work it is there for. */

const change = (operation: FileChange['operation'], path: string): FileChange => ({
  ...{ path, operation, additions: 1, deletions: 1, binary: false },
});

describe('files the user did not speak of', () => {
  const faults = (told: string, changes: FileChange[], made: string[] = [], planned: string[] = []): string[] => {
    const goal = stated(told);
    const certainty = certaintyOf(told, goal, 'files');
    const lines = new Map();
    const scope = { letGo: letsGo(told, goal), certainty, goal, made: new Set(made), planned, approved: [], lines };
    return [...nothingTakenAway(changes, scope), ...onlyNamedFiles(changes, scope)]
      .filter(({ passed, doubt }) => !passed || doubt !== undefined)
      .map(({ name, passed }) => (passed ? `${name}?` : name));
  };

  it.each<[string, FileChange[]]>([
    ['Delete b.txt.', [change('delete', 'b.txt')]],
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
    ['Create pkg/a.py with a function f.', [change('create', 'pkg/a.py'), change('create', 'pkg/__init__.py')]],
    ['Create a.txt with the single line "x".', [change('create', 'a.txt')]],
    ['Create a.txt in the docs folder.', [change('create', 'docs/a.txt')]],
    ['Move a.txt to the archive folder.', [change('rename', 'archive/a.txt')]],
    [
      'Set "version" to "2.0.0" in package.json.',
      [change('modify', 'package.json'), change('modify', 'package-lock.json')],
    ],
    ['Fix the bug in a.py. Do not change any other file.', [change('modify', 'a.py')]],
    ['Improve the README.', [change('modify', 'README.md')]],
    ['Delete b.py and everything that uses it.', [change('delete', 'b.py'), change('delete', 'c.py')]],
    ['Remove a.js together with its tests.', [change('delete', 'a.js'), change('delete', 'a.test.js')]],
    ['Delete b.txt and clean up the docs.', [change('delete', 'b.txt'), change('delete', 'docs/old.md')]],
    ['Migrate the docs from Jekyll to Hugo.', [change('delete', 'docs/old.md')]],
    ['Remove what is not needed.', [change('delete', 'notes.md')]],
    ['switch from yarn to npm', [change('delete', 'yarn.lock'), change('create', 'package-lock.json')]],
    ['use pnpm instead of npm', [change('delete', 'package-lock.json'), change('create', 'pnpm-lock.yaml')]],
    ['turn all the js files into typescript', [change('delete', 'a.js'), change('create', 'a.ts')]],
    ['delete legacy.py', [change('delete', 'legacy.py'), change('delete', 'tests/test_legacy.py')]],
  ])('sound: %s', (told, changes) => {
    expect(faults(told, changes)).toEqual([]);
  });

  it.each<[string, FileChange[], string[]]>([
    ['Add a login page.', [change('create', 'login.html'), change('delete', 'README.md')], ['files_kept']],
    ['Create a.txt with the single line "x".', [change('create', 'a.txt'), change('create', 'b.txt')], ['named_only']],
    ['Set "port" to 1 in c.json.', [change('modify', 'c.json'), change('modify', 'd.json')], ['named_only']],
    ['Delete b.txt.', [change('delete', 'b.txt'), change('delete', 'a.txt')], ['files_kept', 'named_only']],
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
    ['lösche die datei alt.txt', [change('delete', 'alt.txt')], ['files_kept?']],
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
    'Create delete.py that prints "remove".',
    'Show a clear error message.',
    'Add a drop-down menu.',
    'Add an undo-free mode for the port.',
    'Write clean code.',
  ])('no word of this lets a file go: %s', (told) => {
    expect(takesAway(told)).toBe(false);
  });
});

describe('the form of a file', () => {
  const file = (text: string, executable = false) => ({ bytes: Buffer.from(text), executable });
  const faults = (before: string, now: string, spoken = '', path = 'a.py'): string[] =>
    formFaults(path, file(before), file(now), proseOf(spoken));
  const long = Array.from({ length: 30 }, (_, n) => `line number ${n}`).join('\n');

  it.each<[string, string, string, string?]>([
    ['the same endings', 'a\r\nb\r\n', 'c\r\nb\r\n'],
    ['one line without an end', 'a', 'b\n'],
    ['mixed endings', 'a\r\nb\n', 'a\nb\n'],
    ['an empty file filled', '', 'a\r\n'],
    ['a file emptied', 'a\r\n', ''],
    ['endings asked for', 'a\r\nb\r\n', 'a\nb\n', 'Convert all files to LF.'],
    ['a formatter asked for', 'a\r\nb\r\n', 'a\nb\n', 'Format the code with prettier.'],
    ['a mark asked for', 'a\n', '\ufeffa\n', 'Save it as UTF-8 with BOM.'],
    ['wide characters in UTF-8', 'caf\u00e9\n', 'caf\u00e9s\n'],
    ['a few lines changed', long, long.replace('line number 3\n', 'other\n')],
    ['a short file written anew', 'a\nb\nc\n', 'd\n', 'Fix the bug.'],
    ['lines that only moved', long, long.split('\n').reverse().join('\n'), 'Fix the order.'],
    ['lines with new indentation', long, long.replaceAll('line', '    line'), 'Add a class round it.'],
    ['a text that grows', long, `${long}\nmore\n`, 'Add a line.'],
  ])('sound: %s', (_name, before, now, spoken) => {
    expect(faults(before, now, spoken)).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['a\r\nb\r\n', 'a\nc\n', 'the line endings of a.py are now LF'],
    ['a\nb\n', 'a\r\nc\r\n', 'the line endings of a.py are now CRLF'],
    ['\ufeffa\n', 'b\n', 'a.py has lost its byte order mark'],
  ])('not sound: %j', (before, now, fault) => {
    expect(faults(before, now, 'Fix the bug in dos2unix.py.')).toEqual([fault]);
  });

  it.each<[string, string]>([
    [long, long.replaceAll('line', 'Zeile')],
    [long, long.toUpperCase()],
    [long, long.split('\n').slice(0, 11).join('\n')],
    ['a\nb\nc\n', 'd\n'],
  ])('keeps its lines, whatever they say now', (before, now) => {
    expect(lossIn('a.py', file(before), file(now))).toBeNull();
  });

  it('is lost where hardly a line is left', () => {
    expect(lossIn('a.py', file(long), file('short'))).toBe('a.py has lost 29 of its 30 lines');
    expect(lossIn('yarn.lock', file(long), file('short'))).toBeNull();
    expect(lossIn('a.svg', file(long), file('short'))).toBeNull();
  });

  it('is the right to be executed and the encoding too', () => {
    expect(formFaults('a.sh', file('a', true), file('b'), '')).toEqual(['a.sh can no longer be executed']);
    expect(formFaults('a.sh', file('a', true), file('b'), 'Fix the permissions.')).toEqual([]);
    const latin = { bytes: Buffer.from([0x63, 0xe9]), executable: false };
    expect(formFaults('a.txt', latin, file('c\u00e9!'), '')).toEqual(['the encoding of a.txt is now UTF-8']);
    expect(formFaults('a.txt', file('c\u00e9'), latin, '')).toEqual(['the encoding of a.txt is no longer UTF-8']);
    expect(formFaults('a.txt', latin, latin, '')).toEqual([]);
  });
});

describe('a text with something round it', () => {
  it.each<[string, string, string?]>([
    ['a.md', '# Notes\n\n```js\nf();\n```\n'],
    ['a.md', '```js\nf();\n```\n'],
    ['a.txt', 'Here is a story about a fox.\nThe end.\n'],
    ['a.txt', 'Sure enough, it rained.\n'],
    ['letter.txt', 'Hello Ann,\nLet me know if you need anything.\n', 'Write a letter to Ann.'],
    ['README.md', '# Tool\n\nFeel free to open an issue.\n'],
    ['TODO.md', '# Plan\n\n- TODO buy milk\n'],
    ['todo.txt', 'TODO: buy milk\n', 'Write a todo list.'],
    ['README.md', '# Tool\n\n```sh\nexport KEY=<your-key>\n```\n'],
    ['README.md', '[Insert](./insert.md)\n'],
    ['a.py', '# here is the code for the parser\nx = 1\n'],
    ['list.txt', '1. milk\n2. bread\n3. eggs\n'],
    ['data.csv', '1,a\n2,b\n3,c\n'],
    ['a.py', '# ======= section =======\nx = 1\n'],
    ['CONFLICTS.md', '<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n', 'Explain merge conflicts.'],
    ['a.py', 'x = "..."\n'],
    ['page.html', '<p>Coming home soon</p>\n'],
    ['log.txt', '1: start\n2: stop\n3: end\n'],
    ['ok.py', 'print("ok")\n'],
    ['fix.patch', 'diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1 +1 @@\n-a\n+b\n'],
    ['index.html', '<p>Coming soon</p>\n', 'Create a coming soon page.'],
    ['ar.json', '{"a":"\u202b\u0645\u0631\u062d\u0628\u0627\u202c"}\n', 'Translate it.'],
    ['email.txt', 'Hi Sam,\n\nLet me know if that works.\n', 'Write an email to Sam.'],
    ['README.txt', 'Tool\n\nIf you have any questions, open an issue.\n'],
    ['guide.txt', 'Guide\n\nFeel free to open an issue.\n'],
    ['todo.txt', 'TODO call mum\nTODO buy milk\n', 'Add buy milk.'],
    ['usage.rst', 'Usage\n\n>>> for i in x:\n...     f(i)\n...\n1\n'],
  ])('sound: %s %j', (path, text, asked = 'Write the file.') => {
    expect(uncleanText(path, text, asked)).toBeNull();
  });

  it.each<[string, string, string]>([
    ['README.md', '# A\n\nteh\n\nTODO: write usage\n', '# A\n\nthe\n\nTODO: write usage\n'],
    ['a.py', 'x = 1 # \u202e\n', 'x = 2 # \u202e\n'],
    ['a.sh', '```\nx\n```\n', '```\ny\n```\n'],
    ['a.txt', 'x\nLet me know if it works.\n', 'y\nLet me know if it works.\n'],
  ])('is sound where it was so before: %s %j', (path, before, now) => {
    expect(uncleanText(path, now, 'Fix it.', before)).toBeNull();
    expect(uncleanText(path, now, 'Fix it.', '')).not.toBeNull();
  });

  it.each<[string, string]>([
    ['a.css', '```css\nb {}\n```\n'],
    ['a.txt', '```\nhello\n```\n'],
    ['a.html', 'Sure! Here is the page:\n<html></html>\n'],
    ['a.txt', 'Here is the content of a.txt:\nhello\n'],
    ['a.js', 'f();\nLet me know if you need anything else!\n'],
    ['a.ini', '1\t[a]\n2\tb = 1\n3\tc = 2\n'],
    ['a.ini', '--- a/a.ini\n+++ b/a.ini\n@@ -1 +1 @@\n+x\n'],
    ['a.py', '<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n'],
    ['a.py', 'x = 1 # \u202e\n'],
    ['README.md', '# Tool\n\nTODO: describe usage\n'],
    ['README.md', '# Tool\n\n[Insert usage here]\n'],
    ['about.html', '<p>Lorem ipsum dolor sit amet</p>\n'],
  ])('not sound: %s %j', (path, text) => {
    expect(uncleanText(path, text, 'Write the file.')).not.toBeNull();
  });
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

  it.each<[string, string[], string[]]>([
    ['Change greet() so that it says Hi.', ['assert greet() == "Hello"'], ['assert greet() == "Hi"']],
    ['Rename add to plus.', ['assert add(1, 2) == 3'], ['assert plus(1, 2) == 3']],
    ['Update the tests for the new greeting.', ['assert a == 1', 'assert b == 2'], ['assert a == 2']],
    ['Remove the flaky test.', ['assert a == 1'], []],
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
  ])('sound: %s', (asked, removed, added) => {
    expect(fault(asked, removed, added)).toBeUndefined();
  });

  it.each<[string, string[], string[]]>([
    ['Fix add so that test_a.py passes.', ['assert add(2, 2) == 4'], ['assert add(2, 2) == 0']],
    ['The tests fail. Fix the bug in a.py.', ['assert add(2, 2) == 4'], ['assert add(2, 2) == 0']],
    ['Make all tests pass.', ['assert add(2, 2) == 4'], ['assert add(2, 2) > 0']],
    ['Add a cache.', ['assert a == 1', 'assert b == 2'], ['assert a == 1']],
    ['Fix the bug.', ['assert a == 1'], ['assert True']],
    ['Fix the bug.', [], ['@pytest.mark.skip(reason="x")']],
    ['fix the failing test in test_a.py', ['assert add(1, 1) == 2'], ['assert add(1, 1) == 0']],
    ['Fix the failing tests', ['assert a == 1'], []],
    ['The CI is red because of test_a.py.', ['assert a == 1'], ['assert a == 2']],
    ['Edit a.py so that the tests pass.', ['assert a == 1'], ['assert a == 2']],
    ['Make test_a.py pass.', ['expect(a).toBe(1)'], ['expect(a).not.toBe(1)']],
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
    ['mark the flaky network test as skipped', [], ['@pytest.mark.skip']],
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

describe('whether a goal can be reached without a change', () => {
  it.each([
    'What does this project do?',
    'Run the tests.',
    'Make sure that all tests pass.',
    'Explain how the parser works.',
    'Check whether the docs are up to date.',
    'Build the project.',
    'Create a database for the shop.',
    'Create the folder docs.',
    'Set up a virtual environment.',
    'Update the dependencies.',
    'List the largest files.',
    'Find the bug in a.py.',
    'Install the packages.',
    'Verify that a.txt holds "x".',
    'Write me a summary of the code.',
    'Review the last commit.',
    'format the code with prettier',
    'fix any lint errors',
    'Update README.md if needed',
    'Update the docs if something is out of date',
    'write a haiku about autumn',
    "translate 'good morning' to German",
    'convert 10 miles to km',
    'extract all email addresses from data.txt and tell me',
    'sort the imports and remove unused ones',
  ])('perhaps: %s', (goal) => {
    expect(wantsChange(goal)).toBe(false);
  });

  it.each([
    'Add input validation to the sign-up form.',
    'Write a small Python script that prints the first ten primes.',
    '[T-1] Make the greeting in greet.py friendlier.',
    'Please fix the crash on empty input.',
    'In a.py, rename f to g.',
    'Implement a command line tool.',
    'Build a small converter.',
    'Translate README.md into German.',
    'Implement pagination.',
    'Translate the docs into German.',
    'Convert data.csv to JSON.',
  ])('no: %s', (goal) => {
    expect(wantsChange(goal)).toBe(true);
  });
});
