import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileChange } from '#domain';
import { assertLinear } from '#testing';
import { subtask } from '../../plan/read-step.js';
import { filesClaimed } from '../stated/claimed.js';
import { factsIn } from '../stated/facts.js';
import { checksUnbent } from '../commands/run-checks.js';
import { bentChecks } from '../commands/own-checks.js';
import { omissionIn, unfinishedLines } from '../text/unfinished.js';

const filesToMake = (text: string): string[] =>
  factsIn(text).flatMap((fact) => (fact.kind === 'made' ? [fact.path] : []));

describe('files named in a text', () => {
  it.each([
    ['Create one.txt, two.txt and three.txt.', ['one.txt', 'two.txt', 'three.txt']],
    ['Write the file `src/app.py` so that it prints 1.', ['src/app.py']],
    ['Create a new Python script named tools/run.py & test.sh', ['tools/run.py', 'test.sh']],
    ['Do not create b.txt.', []],
    ['Write tests for parser.py.', []],
    ['Create a Next.js app.', []],
    ['Write code that calls obj.method.', []],
    ['Fix the bug in main.py.', []],
    ['Add cache.txt to .gitignore.', []],
    ['Add .env and .env.local to .gitignore.', []],
    ['Add .env, dist and node_modules to .gitignore.', []],
    ['Add .env support to the app.', []],
    ['Add config.json loading to the CLI.', []],
    ['Add logging to main.py, write to app.log.', []],
    ['Add error handling to app.py and log errors to error.log.', []],
    ['Add a flag to convert.py that saves the result as out.csv.', []],
    ['Write a Python script to save the data to data.json.', []],
    ['Write build.sh, it should create dist/bundle.js.', ['build.sh']],
    ['Create todo.py, a small to-do app. Store tasks in tasks.json.', ['todo.py']],
    ['Create an Express server with an upload route; save uploads as avatar.png.', []],
    ['Build a CLI in Python:\n- read a.csv\n- write the totals to b.json', []],
    ['Let the script write its results to results.json.', []],
    ['Update CHANGELOG.md and write RELEASE.md if needed.', []],
    ['Steps to reproduce:\n1. Create test.txt\n2. Run it.', []],
    ['Write a haiku and save it as haiku.txt.', ['haiku.txt']],
    ['Run analyze.py and save its output to out.txt.', ['out.txt']],
    ['Read data.csv, compute the average and write it to result.txt.', ['result.txt']],
    ['Create calc.py that adds and test_calc.py that checks it.', ['calc.py', 'test_calc.py']],
    ['I want you to create out/a.txt.', ['out/a.txt']],
    ['Create a.txt but do not touch b.txt.', ['a.txt']],
    ['Split big.md into three files part1.md and part2.md, one chapter each.', ['part1.md', 'part2.md']],
    ['Split big.md up into a.md and b.md.', ['a.md', 'b.md']],
    ['Write a function in util.py and a test for it in test_util.py.', ['util.py', 'test_util.py']],
    [
      'Set up a small project:\n- src/index.js\n- src/util.js: sums\n* README.md',
      ['src/index.js', 'src/util.js', 'README.md'],
    ],
    ['Create these files:\n1. a.js\n2. b.js', ['a.js', 'b.js']],
    ['Write tests for these files:\n- a.js\n- b.js', []],
    ['Add logging to the following modules:\n- a.js\n- b.js', []],
    ['Fix the bugs in these files:\n- a.js\n- b.js', []],
    ['Update these files:\n- a.js\n- b.js', []],
    ['Create a page that links to:\n- a.html\n- b.html', []],
    ['Create a summary.\nThe inputs are:\n- a.csv\n- b.csv', []],
    ['Split the text in big.md into lines.', []],
    ['Write a script that splits big.md into a.md and b.md.', []],
    ['Add a page and a test in the style of test_a.py.', []],
    ['Run the app and a test in test_a.py.', []],
  ])('%s', (text, names) => {
    expect(filesToMake(text)).toEqual(names);
  });

  it('are claimed by a summary, unless it speaks of cleaning up', () => {
    expect(filesClaimed('I created orders.json with 4 orders and wrote `b.md`.')).toEqual(['orders.json', 'b.md']);
    expect(filesClaimed('Created probe.py to look at it and removed it again.')).toEqual([]);
    expect(filesClaimed('Would have created a.txt.')).toEqual([]);
  });
});

describe('unfinished work', () => {
  const diff = (...lines: string[]): string => `--- a/m.py\n+++ b/m.py\n@@ -1 +1 @@\n${lines.join('\n')}\n`;

  it.each([
    '    pass  # TODO: implement',
    '# ... rest of the code remains unchanged ...',
    '// ... existing code ...',
    '// remaining methods stay the same',
    '    raise NotImplementedError',
    "  throw new Error('Not implemented');",
    '# your code here',
    '... rest of the file',
  ])('is seen in %s', (line) => {
    expect(unfinishedLines(diff(`+${line}`), 'Write m.py.')).toHaveLength(1);
  });

  it.each([
    'total = total + 1  # the rest is carried over',
    '# remaining budget in euros',
    'const todo = list.filter(isOpen);',
    '// existing users keep their old id',
    'print("...")',
    'function f(...rest) {',
    '# Other tests',
  ])('is not seen in %s', (line) => {
    expect(unfinishedLines(diff(`+${line}`), 'Write m.py.')).toEqual([]);
    expect(omissionIn(line, '')).toBeNull();
  });

  it.each([
    '# 其余代码',
    '// 残りのコード',
    '# остальной код',
    '// übrigen Funktionen',
    '// (las otras funciones quedan)',
  ])('is seen in other languages: %s', (line) => {
    expect(omissionIn(`x = 1\n${line}\n`, '')).toMatchObject({ line: 2 });
  });

  it.each(['// las otras opciones se validan aparte', '# die anderen Werte kommen aus der Datei'])(
    'is no remark that only begins like one: %s',
    (line) => {
      expect(omissionIn(`x = 1\n${line}\n`, '')).toBeNull();
    },
  );

  it('is not seen in lines that were there before, in documents, or where stubs are asked for', () => {
    expect(unfinishedLines(diff('-# TODO: x', '+# TODO: x'), 'Move it.')).toEqual([]);
    expect(unfinishedLines(diff('+# TODO').replaceAll('m.py', 'm.md'), 'Write it.')).toEqual([]);
    expect(unfinishedLines(diff('+# TODO'), 'Write a stub with a TODO.')).toEqual([]);
  });

  it('is not seen in a line that is asked for word for word', () => {
    const line = '# ... rest of the code ...';
    const asked = `Make m.py whose only line is "${line}".`;
    expect(unfinishedLines(diff(`+${line}`), asked)).toEqual([]);
    expect(omissionIn(`x = 1\n    ${line}\n`, asked)).toBeNull();
    expect(omissionIn('# ... rest of the file ...', asked)).not.toBeNull();
  });
});

describe('the checks of a subtask', () => {
  const changed = (path: string, operation: FileChange['operation'] = 'modify'): FileChange => ({
    path,
    operation,
    additions: 1,
    deletions: 1,
    binary: false,
  });
  const work = (description: string) =>
    subtask({ id: 'a', description, checks: ['sh ./check.sh && pytest test_x.py'] });

  it('prove nothing when the attempt changed them without being asked to', () => {
    expect(bentChecks([changed('check.sh')], '', work('Write a.txt so that check.sh passes.'))).toEqual(['check.sh']);
    expect(bentChecks([changed('test_x.py')], '', work('Add a parser.'))).toEqual(['test_x.py']);
  });

  it('may run what the step is to change, named by a pattern or without its folder', () => {
    const bent = (...expectedOutputs: string[]): string[] =>
      bentChecks(
        [changed('scripts/backup.py')],
        '',
        subtask({ id: 'a', description: 'Read the settings.', checks: ['python3 scripts/backup.py'], expectedOutputs }),
      );
    for (const output of ['scripts/*.py', './scripts/backup.py', 'backup.py', 'scripts/**', 'scripts/backup', 'backup'])
      expect(bent(output)).toEqual([]);
    for (const output of ['src/*.py', '*', '**/*', 'up.py', 'settings.py'])
      expect(bent(output), output).toEqual(['scripts/backup.py']);
  });

  it('judge what they only look into', () => {
    const by = (check: string): string[] =>
      bentChecks([changed('README.md')], '', subtask({ id: 'a', description: 'Do it.', checks: [check] }));
    for (const check of [
      '! grep -rn Helper src README.md docs',
      "grep -qE 'a|b' README.md && true",
      'test -s README.md',
      'if grep -q x README.md; then exit 1; fi',
      '[ "$(wc -l < a.txt)" = 3 ] && [ -f README.md ]',
      `python3 -c "import json; json.load(open('README.md'))"`,
      `node -e "JSON.parse(require('fs').readFileSync('README.md'))"`,
      'python3 -m json.tool README.md > /dev/null',
      "head -1 README.md | grep -q '#'",
      'docker compose -f README.md config -q',
    ])
      expect(by(check), check).toEqual([]);
    for (const check of [
      'sh README.md',
      'grep -f README.md a.txt',
      'grep -q x a.txt && sh README.md',
      'test "$(sh README.md)" = 1',
      'test 1 = `sh README.md`',
      'diff README.md out.txt',
      './run.sh | cmp - README.md',
      `python3 -c "assert open('README.md').read() == open('out.txt').read()"`,
      'head -5 out.txt | diff - README.md',
      'python3 README.md',
      `node -e "require('./run.js')('README.md')"`,
      'docker compose -f README.md run web',
    ])
      expect(by(check), check).toEqual(['README.md']);
  });

  it('and a script that the goal is measured by prove nothing when they cannot fail any more', () => {
    const diff = (script: string): string =>
      `diff --git a/package.json b/package.json\n--- a/package.json\n+++ b/package.json\n@@ -1 +1 @@\n-    "test": "node a.test.js"\n+    "test": "${script}"\n`;
    const bent = (script: string, told = 'npm test fails. Fix sum.js.'): boolean =>
      checksUnbent(
        [changed('package.json')],
        diff(script),
        subtask({ id: 'a', description: 'Fix it.', checks: [] }),
        told,
      ).some((c) => !c.passed);
    for (const script of ['node a.test.js || true', 'exit 0', 'node a.test.js; true', 'echo ok'])
      expect(bent(script), script).toBe(true);
    expect(bent('node --test')).toBe(false);
    expect(bent('node a.test.js || true', 'Let npm test never fail: change its script in package.json.')).toBe(false);
    expect(bent('exit 0', 'Rename the package.')).toBe(false);
  });

  it('may be other scripts where package.json is what the step is about, as long as they can fail', () => {
    const diff = (script: string): string =>
      `diff --git a/package.json b/package.json\n--- a/package.json\n+++ b/package.json\n@@ -1 +1 @@\n-    "test": "node --test test/"\n+    "test": "${script}"\n`;
    const bent = (script: string, outputs: string[]): boolean =>
      bentChecks(
        [changed('package.json')],
        diff(script),
        subtask({ id: 'a', description: 'npm test', checks: ['npm test'], expectedOutputs: outputs }),
      ).length > 0;
    expect(bent('node --test src/', ['package.json'])).toBe(false);
    expect(bent('node --test src/', ['src/a.js'])).toBe(true);
    expect(bent('exit 0', ['package.json'])).toBe(true);
  });

  it('may be changed where the plan has guessed at their name', () => {
    const step = (output: string) =>
      subtask({ id: 'a', description: 'Seed', checks: ['sqlite3 x < sql/seed.sql'], expectedOutputs: [output] });
    expect(bentChecks([changed('sql/seed.sql')], '', step('sql/seeds.sql'))).toEqual([]);
    expect(bentChecks([changed('sql/seed.sql')], '', step('sql/data.sql'))).toEqual(['sql/seed.sql']);
  });

  it('may be changed where the subtask speaks of it, or be new', () => {
    expect(bentChecks([changed('check.sh')], '', work('Extend check.sh with a case.'))).toEqual([]);
    expect(bentChecks([changed('test_x.py')], '', work('Add a parser with tests.'))).toEqual([]);
    expect(bentChecks([changed('check.sh', 'create')], '', work('Do it.'))).toEqual([]);
    expect(bentChecks([changed('other.sh')], '', work('Do it.'))).toEqual([]);
  });
});

it('whatever a text holds, it is looked through in linear time', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 2000 }), (text) => {
      filesToMake(text);
      filesClaimed(text);
      omissionIn(text, '');
      unfinishedLines(text, '');
    }),
  );
  const units = ['create ', 'a ', 'a/', 'a.', '# ', '... ', 'existing code ', '-', 'created a.txt, ', '`', '+# '];
  for (const unit of units) {
    const times = 12_000 / unit.length;
    for (const read of [filesToMake, filesClaimed, (text: string) => omissionIn(text, '')])
      assertLinear(read, unit, times, { start: 'create ' });
    assertLinear((text) => unfinishedLines(text, ''), unit, times, { start: '+++ b/a.py\n+create ' });
  }
});
