import { afterEach, describe, expect, it } from 'vitest';
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
    ['Add the line "z" at the end of n.txt.', { 'n.txt': 'a' }, { 'n.txt': 'z\na' }, 'not at its end'],
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
    ['Set debug to true in c.ini.', {}, { 'c.ini': 'debug = false\n' }, 'does not set "debug" to true'],
    ['Set retries to 5 in c.yaml.', {}, { 'c.yaml': 'tries: 5\n' }, 'has no "retries"'],
    ['Append the line "c" to n.txt.', { 'n.txt': 'a\nb\n' }, { 'n.txt': 'c\n' }, 'lost "a", "b"'],
    ['Append the lines "b" and "c" to n.txt.', { 'n.txt': 'a\n' }, { 'n.txt': 'a\nc\nb\n' }, 'in another order'],
    ['Create n.txt with the lines "a" and "b".', {}, { 'n.txt': 'b\na\n' }, 'in another order'],
    ['Create o.json, an array with 4 orders.', {}, { 'o.json': '[1,2,3]' }, 'a list of 3, not 4'],
    ['Create p.csv with the columns name, age and city.', {}, { 'p.csv': 'name,age\nx,1\n' }, 'no column "city"'],
    ['Create n.txt with three lines.', {}, { 'n.txt': 'a\nb\n' }, '2 lines, not 3'],
    [
      'Rename the function foo to bar in m.py.',
      { 'm.py': 'def foo(): pass' },
      { 'm.py': 'def foo(): pass\ndef bar(): pass' },
      'still defines foo',
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
