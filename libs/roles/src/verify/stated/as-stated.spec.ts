import { afterEach, describe, expect, it } from 'vitest';
import { stated } from './facts.js';
import { faults, removePlayed, type Files } from './played.fixture.js';

afterEach(removePlayed);

describe('a result that is not as its text says', () => {
  it.each<[string, Files, Files, string]>([
    ['Write "alpha" to a.txt and "beta" to b.txt.', {}, { 'a.txt': 'beta', 'b.txt': 'alpha' }, 'does not hold "alpha"'],
    [
      'Set "debug" to false in c.json.',
      { 'c.json': '{"debug":true}' },
      { 'c.json': '{"debug":"false"}' },
      'does not set "debug"',
    ],
    ['Rename a.txt to b.txt.', { 'a.txt': '1\n2\n3\n4' }, { 'b.txt': '1' }, 'does not hold what a.txt held'],
    ['Copy a.txt to b.txt.', { 'a.txt': 'x' }, { 'b.txt': 'x' }, 'was only to be copied'],
    [
      'Copy a.txt and b.txt into out/.',
      { 'a.txt': 'a' },
      { 'a.txt': 'a', 'out/a.txt': 'a' },
      'there is no b.txt, so that nothing is at out/b.txt',
    ],
    ['Move b.txt to c.txt.', { 'a.txt': 'a' }, { 'a.txt': 'b' }, 'there is no b.txt'],
    ['Append the line "tick" to n.txt twice.', { 'n.txt': 'a' }, { 'n.txt': 'a\ntick' }, 'to be added 2 times'],
    ['Append the line "tick" to n.txt.', { 'n.txt': 'a' }, { 'n.txt': 'a\ntick\ntick' }, 'to be added once'],
    ['Create n.md with the single line: Run `npm test` first.', {}, { 'n.md': 'Run  first.' }, 'does not hold'],
    ['Add the line "z" at the end of n.txt.', { 'n.txt': 'a' }, { 'n.txt': 'z\na' }, 'not at its end'],
    ['Add first(list) and last(list) to m.py.', { 'm.py': 'x = 1' }, { 'm.py': 'def first(list): ...' }, 'lacks last'],
    [
      'Translate en.json to German as de.json.',
      { 'en.json': '{"a": "Good day to you all"}' },
      { 'en.json': '{"a": "Good day to you all"}', 'de.json': '{"a": "Good day to you all"}' },
      'was to be its translation',
    ],
    [
      'Write t.md with a numbered list of exactly 3 tips.',
      {},
      { 't.md': '# Tips\n\n1. a\n2. b\n\n... and so on up to 3.\n' },
      't.md lists 2 items, not 3',
    ],
    [
      'set the timeout of worker to 60 in a.yaml',
      { 'a.yaml': 'web:\n  timeout: 30\nworker:\n  timeout: 30\n' },
      { 'a.yaml': 'web:\n  timeout: 60\nworker:\n  timeout: 30\n' },
      'does not set "timeout" of "worker" to 60: it is 30',
    ],
    [
      'in a.yaml add retries: 3 to worker',
      { 'a.yaml': 'worker:\n  threads: 2\nlog:\n  level: info\n' },
      { 'a.yaml': 'worker:\n  threads: 2\nlog:\n  level: info\n  retries: 3\n' },
      'has "retries", but not in "worker"',
    ],
    [
      'Add the package "nanoid" in version "^5.0.0" to the dependencies of package.json.',
      { 'package.json': '{"dependencies":{"ms":"1"}}' },
      { 'package.json': '{"dependencies":{"ms":"1"},"devDependencies":{"nanoid":"^5.0.0"}}' },
      'has "nanoid", but not in "dependencies"',
    ],
    ['Ignore the folder dist and the file .env in .gitignore.', {}, { '.gitignore': '# dist\n.env\n' }, 'name dist'],
    [
      'Delete all .log files under logs',
      { 'logs/a.log': 'a', 'logs/old/b.log': 'b' },
      { 'logs/old/b.log': 'b' },
      'logs/old/b.log',
    ],
    [
      'Add a LICENSE with the MIT license, Copyright (c) 2026 Garden club.',
      {},
      { LICENSE: 'MIT\n\nCopyright (c) 2024 Garden club\n' },
      'does not hold "2026"',
    ],
    ['Remove the line "b" from n.txt.', { 'n.txt': 'a\nb\nc' }, { 'n.txt': 'a\nb' }, 'still holds "b"'],
    [
      'Remove the function old from m.py.',
      { 'm.py': 'def old(): ...' },
      { 'm.py': 'def old(): pass' },
      'still defines old',
    ],
    ['Create calc.py with the functions add and mul.', {}, { 'calc.py': 'def add(): ...' }, 'lacks mul'],
    ['Create u.json with the keys "a" and "b".', {}, { 'u.json': '{"a":1}' }, 'lacks b'],
    ['Sort the lines of n.txt.', { 'n.txt': 'b\na\nc' }, { 'n.txt': 'a\nb' }, 'lost "c"'],
    ['Sort the lines of n.txt.', { 'n.txt': 'b\na' }, { 'n.txt': 'b\na\n' }, 'not sorted'],
    ['Create n.txt with the numbers from 1 to 5.', {}, { 'n.txt': '1\n2\n3' }, 'lacks the number 4'],
    ['Create a.txt in the docs folder.', {}, { 'a.txt': 'x' }, 'docs/a.txt is not there'],
    [
      'Fix the typo in docs/b.md.',
      { 'docs/a.md': '1', 'docs/b.md': '1' },
      { 'docs/a.md': '2', 'docs/b.md': '1' },
      'docs/b.md was to be changed',
    ],
    [
      'Change PORT from 3000 to 8080 in .env.',
      { '.env': 'PORT=3000' },
      { '.env': 'PORT=3000\nPORT=8080' },
      'still holds "3000"',
    ],
    ['Create l.md with a link to https://a.example/x.', {}, { 'l.md': '[x](https://b.example/x)' }, 'a.example'],
    ['Rename old.txt to new.txt.', { 'old.txt': 'x' }, { 'old.txt': 'x', 'new.txt': 'x' }, 'old.txt is still there'],
    ['Delete tmp.log.', { 'tmp.log': 'x', k: 'k' }, { 'tmp.log': 'x' }, 'tmp.log is still there'],
    ['Delete tmp.log.', { 'logs/tmp.log': 'x' }, { 'logs/tmp.log': 'y' }, 'logs/tmp.log is still there'],
    ['Fix a.py. Do not touch b.py.', { 'b.py': '1' }, { 'b.py': '2' }, 'b.py was changed'],
    ['Fix a.py. Do not delete b.py.', { 'b.py': '1' }, {}, 'b.py is gone'],
    ['Create a.txt with the single line "hello".', {}, { 'a.txt': 'Here it is:\nhello\n' }, 'exactly "hello"'],
    ['Replace "foo" by "bar" in x.txt.', { 'x.txt': 'foo foo' }, { 'x.txt': 'bar foo' }, 'still holds "foo"'],
    ['Rename the function foo to bar in m.py.', {}, { 'm.py': 'def bar(): foo()' }, 'still calls foo'],
    [
      'Bump the version in p.json from 1.2.3 to 1.3.0.',
      {},
      { 'p.json': '{"version":"1.2.4"}' },
      'does not set "version" to 1.3.0',
    ],
    [
      'Create c.json with the key "port" set to 8080.',
      {},
      { 'c.json': '{"port": 18080}' },
      'does not set "port" to 8080',
    ],
    [
      'Set "debug" to false in c.json.',
      { 'c.json': '{"debug": true}\n' },
      { 'c.json': '{"debug": true, "Debug": false}\n' },
      'does not set "debug" to false',
    ],
    ['Set debug to true in c.ini.', {}, { 'c.ini': 'debug = false\n' }, 'does not set "debug" to true'],
    ['Set retries to 5 in c.yaml.', {}, { 'c.yaml': 'tries: 5\n' }, 'has no "retries"'],
    ['Append the line "c" to n.txt.', { 'n.txt': 'a\nb\n' }, { 'n.txt': 'c\n' }, 'lost "a", "b"'],
    ['Append the lines "b" and "c" to n.txt.', { 'n.txt': 'a\n' }, { 'n.txt': 'a\nc\nb\n' }, 'in another order'],
    ['Create n.txt with the lines "a" and "b".', {}, { 'n.txt': 'b\na\n' }, 'in another order'],
    ['Create o.json, an array with 4 orders.', {}, { 'o.json': '[1,2,3]' }, 'a list of 3, not 4'],
    ['Create u.json with three users, each with a name.', {}, { 'u.json': '[{"name":"a"},{"name":"b"}]' }, 'not 3'],
    ['Create p.csv with the columns name, age and city.', {}, { 'p.csv': 'name,age\nx,1\n' }, 'no column "city"'],
    [
      'Create p.csv with the header "name,age,city" and two rows.',
      {},
      { 'p.csv': 'age,name,city\n3,Al,Rome\n4,Bo,Oslo\n' },
      'its columns in another order',
    ],
    [
      'Create p.csv with a header row `m;d` and some data.',
      {},
      { 'p.csv': 'd;m\n1;2\n' },
      'its columns in another order',
    ],
    ['Create u.csv with the header "id,name".', {}, { 'u.csv': 'id,mail\n' }, 'no column "name"'],
    ['Create n.txt with three lines.', {}, { 'n.txt': 'a\nb\n' }, '2 lines, not 3'],
    [
      'Rename the function foo to bar in m.py.',
      { 'm.py': 'def foo(): pass' },
      { 'm.py': 'def foo(): pass\ndef bar(): pass' },
      'still defines foo',
    ],
    [
      'Move the constant LIMIT from app.py to limits.py, and import it there.',
      { 'app.py': 'LIMIT = 50\n\nprint(LIMIT)\n' },
      { 'app.py': 'from limits import LIMIT\n\nLIMIT = 50\n\nprint(LIMIT)\n', 'limits.py': 'LIMIT = 50\n' },
      'app.py still defines LIMIT',
    ],
    [
      'Update react to 19 in p.json.',
      { 'p.json': '{"react":"^18.2.0"}' },
      { 'p.json': '{"react":"^18.19.0"}' },
      '"react" to 19',
    ],
    [
      'Set the theme to dark in s.json.',
      { 's.json': '{"theme":"light"}' },
      { 's.json': '{"theme":"light","a":1}' },
      '"theme" to dark',
    ],
    ['Change the port from 3000 to 8080 in s.js.', {}, { 's.js': 'const port = 8000;' }, 'does not hold "8080"'],
    [
      'Replace "foo" with "bar" in a.txt, but do not touch b.txt.',
      { 'a.txt': 'foo foo' },
      { 'a.txt': 'bar foo' },
      'still holds "foo"',
    ],
    [
      'Replace "foo" with "bar" in a.txt and leave everything else unchanged.',
      { 'a.txt': 'foo foo' },
      { 'a.txt': 'bar foo' },
      'still holds "foo"',
    ],
    [
      'Remove the word "very" from e.txt.',
      { 'e.txt': 'very very good' },
      { 'e.txt': 'very good' },
      'still holds "very"',
    ],
    [
      'Add a line to C.md about the fix.',
      { 'C.md': 'one thing\nanother' },
      { 'C.md': 'a fix' },
      'lost "one thing", "another"',
    ],
    ['Create c.json with exactly this content:\n```json\n{"a": 1}\n```', {}, { 'c.json': '{"a":2}' }, 'something else'],
    ['Create a.txt with exactly "x", but do not create b.txt.', {}, { 'a.txt': 'xy' }, 'exactly "x"'],
    ['Write the numbers 1 to 5 to n.txt.', {}, { 'n.txt': '1 2 3 4' }, 'lacks the number 5'],
    [
      'Rename utils.js to helpers.js and update all imports.',
      { 'utils.js': 'a\nb\nc\nd' },
      { 'helpers.js': 'x' },
      'does not hold what utils.js held',
    ],
  ])('%s', async (text, before, after, fault) => {
    expect(await faults(text, before, after)).toContain(fault);
  });
});

describe('what a text states', () => {
  it.each([
    ['Write s.py that prints the two numbers of it as "3 843".', true],
    ['Write s.json with {"a": 3}, and s.py that prints the number of it as "3".', true],
    ['Write s.py that prints the date as "YYYY-MM-DD".', false],
    ['Write s.py that prints the price as "{price}".', false],
  ])('is printed as it is written: %s', (text, is) => {
    expect(stated(text).facts.some(({ kind }) => kind === 'prints')).toBe(is);
  });

  it.each<[string, Files, Files]>([
    ['Create u.json with 2 users.', {}, { 'u.json': '{"users": {"ann": {"age": 1, "x": 1}, "bob": {}}}' }],
    ['Create u.json with 2 users.', {}, { 'u.json': '{"users": [{}, {}]}' }],
    ['Create c.json with 5 retries.', {}, { 'c.json': '{"retries": 5}' }],
    ['Create c.json with 30 as timeout.', {}, { 'c.json': '{"timeout": 30}' }],
    ['Create c.json with 2 settings.', {}, { 'c.json': '{"app": {"a": 1, "b": 2}}' }],
    ['Write t.md with a numbered list of exactly 2 tips.', {}, { 't.md': '# Tips\n\n1. a\n   - x\n2. b\n' }],
    [
      'Translate en.json to German as de.json.',
      { 'en.json': '{"a": "Radio"}' },
      { 'en.json': '{"a": "Radio"}', 'de.json': '{"a": "Radio"}' },
    ],
    [
      'Write t.md with a numbered list of exactly 2 tips.',
      {},
      { 't.md': '# T\n\n1. a\n2. b\n\n## See\n\n- x\n- y\n- z\n' },
    ],
    ['In LICENSE change copyright 2024 to 2026.', { LICENSE: 'Copyright 2024 A\n' }, { LICENSE: 'Copyright 2026 A\n' }],
    [
      'set the color of button to red in a.json',
      { 'a.json': '{"button":{"fill":"blue"}}' },
      { 'a.json': '{"button":{"fill":"red"}}' },
    ],
    ['set the timeout of worker to 60 in a.yaml', { 'a.yaml': 'timeout: 1\n' }, { 'a.yaml': 'timeout: 60\n' }],
    [
      'add retries: 3 to worker in a.yaml',
      { 'a.yaml': 'worker:\n  - a\n' },
      { 'a.yaml': 'worker:\n  - a\n  - retries: 3\n' },
    ],
    ['add a: 1 to the list in a.yaml', { 'a.yaml': 'b: 1\n' }, { 'a.yaml': 'b: 1\na: 1\n' }],
    ['Delete the log files in logs, also in its folders', { 'logs/a.log': 'a', 'b.log': 'b' }, { 'b.log': 'b' }],
    [
      'Add nanoid to the dependencies of package.json',
      { 'package.json': '{}' },
      { 'package.json': '{"dependencies":{"nanoid":"5"}}' },
    ],
    [
      'Set the version of nanoid to 5 in package.json',
      { 'package.json': '{"dependencies":{"nanoid":"4"}}' },
      { 'package.json': '{"dependencies":{"nanoid":"5"}}' },
    ],
  ])('is met by right work: %s', async (text, before, after) => {
    expect(await faults(text, before, after)).toBe('');
  });
});
