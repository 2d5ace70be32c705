import { describe, expect, it } from 'vitest';
import { commandsSaid, failsForTheWork } from './commands-said.js';

describe('a command that is to pass', () => {
  it.each<[string, string]>([
    ['Fix add.js so that `node test.js` passes.', 'node test.js'],
    ['Make `npm test` pass.', 'npm test'],
    ['`python3 -m unittest` must exit with code 0.', 'python3 -m unittest'],
    ['Repair it. `make check` succeeds.', 'make check'],
    ['- add.js adds\n- `node test.js` works', 'node test.js'],
    ['Mend main.py and make sure that `python test_main.py` still works', 'python test_main.py'],
    ['Mend slug.py and run test_slug.py to check it.', 'python3 -B test_slug.py'],
    ['Mend it; run `tests/sum.test.js` and make sure that all is well.', 'node tests/sum.test.js'],
    ['sum.js is broken, make npm test pass', 'npm test'],
    ['npm test fails, fix sum.js', 'npm test'],
    ['npm test is red, the bug is in max.js', 'npm test'],
    ['use a one-liner; npm test must stay green', 'npm test'],
    ['Write slug.js exporting slugify(s); test.js must pass', 'node test.js'],
    ['fix the parser so that python3 -m unittest passes', 'python3 -m unittest'],
    ['get pytest green, tax.py is broken', 'pytest'],
    ['make tests/check.sh pass', 'sh tests/check.sh'],
    ['Mend add in calc.js so that "node calc.test.js" passes.', 'node calc.test.js'],
    ["Make 'npm test' pass.", 'npm test'],
    ['“npm test” is red, the bug is in max.js', 'npm test'],
  ])('is found: %s', (text, command) => {
    expect(commandsSaid(text)).toEqual([command]);
  });

  it.each([
    'Run `node test.js`.',
    'Write a failing test and run test_slug.py to check it.',
    'Run server.py to check it.',
    'Run test_slug.py on Friday.',
    'Document how `node test.js` works in README.md.',
    'Explain that `npm test` passes only with Redis.',
    'Check whether `node test.js` passes.',
    'If `node test.js` passes, stop.',
    'Fix it so that `node test.js` no longer passes.',
    'Fix it so that `npm install` works.',
    'Make sure that `rm -rf build && make` works.',
    'Make sure that `docker build .` works.',
    'Make sure that `add(2, 3)` works.',
    'Make sure that `node server.js start` works.',
    'Make sure that `npm test` passes on Windows.',
    'Write a program so that `node cli.js` works.',
    'Make `node cli.js <file>` work.',
    'find out why npm test fails and write it into why.md',
    'npm test fails with twelve errors, fix the first',
    'npm test fails on Windows, fix paths.js',
    'If npm test must pass before a release, say so in README.md',
    'document that npm test must pass',
    'npm test should pass only with Redis',
    'make test pass the right arguments',
    'data.js must pass its list on',
    'add a script so that npm start works',
    'Add the line "npm test must pass" to CONTRIBUTING.md.',
    'In README.md say that "npm test" must pass.',
    'Make the button "npm test" pass its name on.',
    'Make the message say "run npm test" so that "node cli.js" works without it.',
  ])('is not: %s', (text) => {
    expect(commandsSaid(text)).toEqual([]);
  });

  it.each<[string, boolean]>([
    ['exit code 1 in 40 ms\nError: wrong sum', true],
    ['exit code 2 in 4 ms\nmake: *** [check] Error 1', true],
    ['exit code 0 in 4 ms', false],
    ['exit code 127 in 4 ms\nbash: line 1: node: command not found', false],
    ['exit code 137 in 4 ms', false],
    ['stopped after 60 s in 60001 ms', false],
    ["exit code 1 in 40 ms\nError: Cannot find module 'express'", false],
    ["exit code 1 in 40 ms\nError: Cannot find module './add.js'", true],
    ['exit code 1 in 9 ms\nModuleNotFoundError: No module named pytest', false],
    ['exit code 1 in 9 ms\nError: connect ECONNREFUSED 127.0.0.1:6379', false],
  ])('has failed for the work: %j is %j', (detail, isSo) => {
    expect(failsForTheWork(detail)).toBe(isSo);
  });
});
