import { afterEach, describe, expect, it } from 'vitest';
import { faults, removePlayed, type Files } from './played.fixture.js';

afterEach(removePlayed);

const list = { 'l.txt': 'alpha\ngamma\n' };
const csv = { 'p.csv': 'name,age\nAnn,31\nBob,40\n' };
const foos = { 'a.txt': 'foo one\nfoo two\n' };
const users = {
  'user.js': 'export function getUser() {}\n',
  'main.js': "import { getUser } from './user.js';\ngetUser();\n",
};

describe('lines and files that are not as the text says', () => {
  it.each<[string, Files, Files, string]>([
    [
      'In l.txt, insert the line "beta" right after the line "alpha".',
      list,
      { 'l.txt': 'beta\nalpha\ngamma\n' },
      'right after',
    ],
    ['In l.txt, insert the line "beta" before the line "alpha".', list, { 'l.txt': 'alpha\nbeta\ngamma\n' }, 'before'],
    ['Add the line "beta" after the line "alpha" in l.txt.', list, { 'l.txt': 'alpha\ngamma\nbeta\n' }, 'right after'],
    ['Remove the word gamma from l.txt.', list, list, 'gamma'],
    ['Create n.txt with the lines "one" and "two".', {}, { 'n.txt': 'one\\ntwo\n' }, 'in one line'],
    ['Create n.txt with the lines "one" and "two".', {}, { 'n.txt': 'one, two\n' }, 'in one line'],
    ['Remove the title from k.txt and the word gamma from l.txt.', list, list, 'gamma'],
    [
      'Write m.csv with the columns m,d and a row for each of the 2 months.',
      {},
      { 'm.csv': 'm,d\nMay,31\n' },
      '1 rows below',
    ],
    ['Remove the duplicate lines from l.txt.', { 'l.txt': 'a\nb\na\nb\n' }, { 'l.txt': 'a\nb\nb\n' }, 'more than once'],
    ['Remove all duplicate lines from l.txt.', { 'l.txt': 'a\nb\na\n' }, { 'l.txt': 'a\n' }, 'lost "b"'],
    ['In a.txt, replace only the first "foo" with "bar".', foos, { 'a.txt': 'bar one\nbar two\n' }, 'only the first'],
    ['Create a.bat with "echo hi", with Windows (CRLF) line endings.', {}, { 'a.bat': 'echo hi\n' }, 'CRLF'],
    ['Create a.txt with exactly the text "hi", without a trailing newline.', {}, { 'a.txt': 'hi\n' }, 'line break'],
    ['Translate p.md to German.', { 'p.md': '# A\n\nx\n\n# B\n' }, { 'p.md': '# A\n\nx\n' }, '1 of its 2 headings'],
    ['Delete all .log files in the project.', { 'a.log': 'x', 'b/c.log': 'x' }, { 'b/c.log': 'x' }, 'b/c.log'],
    ['Delete all log files.', { 'a.log': 'x', 'b/c.log': 'x' }, { 'b/c.log': 'x' }, 'b/c.log'],
    ['Write an essay of at least 200 words to e.md.', {}, { 'e.md': 'Too short.' }, '2 words'],
    [
      'Add a row for Zoe, 28 at the end of p.csv.',
      csv,
      { 'p.csv': 'name,age\nZoe,28\nAnn,31\nBob,40\n' },
      'at its end',
    ],
    ['Append the line "two" to l.txt.', list, { 'l.txt': 'alpha\ngamma\ntwo\ntwo\n' }, 'added once'],
    [
      'Add the line "# Tool" at the top of R.md.',
      { 'R.md': 'Use it.\n' },
      { 'R.md': 'Use it.\n# Tool\n' },
      'at its start',
    ],
    [
      'Rename the function getUser to fetchUser everywhere.',
      users,
      { ...users, 'user.js': 'export function fetchUser() {}\n' },
      'main.js still uses getUser',
    ],
    [
      'Rename the function get_user to fetch_user everywhere.',
      { 'users.py': 'def get_user():\n    pass\n', 'cli.py': 'import users\n\nusers.get_user()\n' },
      { 'users.py': 'def fetch_user():\n    pass\n', 'cli.py': 'import users\n\nusers.get_user()\n' },
      'cli.py still uses get_user',
    ],
    [
      'Rename the function getUser to fetchUser everywhere.',
      { ...users, 'late.js': "import * as user from './user.js';\nexport const late = () => user['getUser']();\n" },
      {
        'user.js': 'export function fetchUser() {}\n',
        'main.js': "import { fetchUser } from './user.js';\nfetchUser();\n",
        'late.js': "import * as user from './user.js';\nexport const late = () => user['getUser']();\n",
      },
      'late.js still uses getUser',
    ],
    [
      'Rename the function get_user to fetch_user everywhere.',
      { 'users.py': 'def get_user():\n    pass\n', 'cli.py': "import users\n\ngetattr(users, 'get_user')()\n" },
      { 'users.py': 'def fetch_user():\n    pass\n', 'cli.py': "import users\n\ngetattr(users, 'get_user')()\n" },
      'cli.py still uses get_user',
    ],
    [
      'In the Dockerfile, set the base image to node:22-alpine.',
      { Dockerfile: 'FROM node:18\n' },
      { Dockerfile: 'FROM node:20\n' },
      'node:22-alpine',
    ],
    ['Change the user in Dockerfile to app.', { Dockerfile: 'USER root\n' }, { Dockerfile: 'USER web\n' }, 'app'],
    ['Lass b.txt unverändert.', { 'b.txt': 'x' }, { 'b.txt': 'y' }, 'left as it is'],
    ['Ändere a.txt, ohne b.txt anzufassen.', { 'b.txt': 'x' }, { 'b.txt': 'y' }, 'left as it is'],
    ['Corrige a.txt sans toucher à b.txt.', { 'b.txt': 'x' }, { 'b.txt': 'y' }, 'left as it is'],
  ])('%s', async (text, before, after, fault) => {
    expect(await faults(text, before, after)).toContain(fault);
  });
});

describe('sound work with lines and files', () => {
  it.each<[string, Files, Files]>([
    ['In l.txt, insert the line "beta" right after the line "alpha".', list, { 'l.txt': 'alpha\nbeta\ngamma\n' }],
    ['In l.txt, add "beta" below "alpha".', list, { 'l.txt': 'alpha\nbeta\ngamma\n' }],
    ['Create n.txt with the lines "one" and "two".', {}, { 'n.txt': '- one\n- two\n' }],
    ['Create n.txt with the lines "one" and "two".', {}, { 'n.txt': '# one and two\none\ntwo\n' }],
    ['Create n.json with the lines "one" and "two".', {}, { 'n.json': '["one", "two"]\n' }],
    ['Remove the duplicate lines from l.txt.', { 'l.txt': 'a\nb\na\n' }, { 'l.txt': 'b\na\n' }],
    ['In a.txt, replace only the first "foo" with "bar".', foos, { 'a.txt': 'bar one\nfoo two\n' }],
    [
      'In a.txt, replace the first "foo" with "bar" and the second with "baz".',
      foos,
      { 'a.txt': 'bar one\nbaz two\n' },
    ],
    [
      'In a.txt, replace only the first "x-y (1)/[2]" with "z".',
      { 'a.txt': 'x-y (1)/[2], x-y (1)/[2]\n' },
      { 'a.txt': 'z, x-y (1)/[2]\n' },
    ],
    ['Create a.bat with "echo hi", with Windows (CRLF) line endings.', {}, { 'a.bat': 'echo hi\r\n' }],
    ['Create a.txt with exactly the text "hi", without a trailing newline.', {}, { 'a.txt': 'hi' }],
    ['Translate p.md to German.', { 'p.md': '# A\n\nx\n' }, { 'p.md': '# A\n\ny\n\n## Z\n' }],
    ['Delete all .log files in the project.', { 'a.log': 'x' }, { 'b.txt': 'x' }],
    ['Delete all log files in logs/.', { 'logs/a.log': 'x', 'b.log': 'x' }, { 'b.log': 'x' }],
    ['Delete all unused files.', { 'a.log': 'x' }, { 'a.log': 'x' }],
    ['Add a row for Zoe, 28 at the end of p.csv.', csv, { 'p.csv': 'name,age\nAnn,31\nBob,40\nZoe,28\n' }],
    ['Add a row for Zoe to p.csv and sort it by name.', csv, { 'p.csv': 'name,age\nAnn,31\nZoe,28\nBob,40\n' }],
    ['Add the line "x" at the top of R.md.', { 'R.md': '# Tool\n\nUse it.\n' }, { 'R.md': '# Tool\n\nx\n\nUse it.\n' }],
    ['Append a section on pears to R.md.', { 'R.md': '# Tool\n' }, { 'R.md': '# Tool\n\n## Pears\n\nSweet.\n' }],
    [
      'Rename the function getUser to fetchUser everywhere.',
      users,
      {
        'user.js': 'export function fetchUser() {}\n',
        'main.js': "import { fetchUser } from './user.js'; // once getUser\n",
      },
    ],
    [
      'Rename the function get to fetch.',
      { 'a.js': 'function get() {}\n', 'b.js': 'function get() {}\nget();\n' },
      { 'a.js': 'function fetch() {}\n', 'b.js': 'function get() {}\nget();\n' },
    ],
    [
      'In the Dockerfile, set the base image to alpine.',
      { Dockerfile: 'FROM node:18\n' },
      { Dockerfile: 'FROM alpine:3.20\n' },
    ],
    ['In l.txt, add "Tea" directly below "Drinks".', { 'l.txt': 'Drinks\n---\n' }, { 'l.txt': 'Drinks\n---\nTea\n' }],
    ['Remove duplicate lines from l.txt.', { 'l.txt': '---\nA\na\n---\n' }, { 'l.txt': '---\na\n---\n' }],
    ['Remove the duplicate names from p.csv.', { 'p.csv': 'a,b\nAnn,1\nAnn,3\n' }, { 'p.csv': 'a,b\nAnn,1\n' }],
    [
      'In a.txt, replace only the first "cat" with "dog".',
      { 'a.txt': 'concat cat cat\n' },
      { 'a.txt': 'concat dog cat\n' },
    ],
    ['Make split.js cope with CRLF line endings.', { 'split.js': 'x\n' }, { 'split.js': 'y\n' }],
    ['Write join.py that prints the words with no trailing newline.', {}, { 'join.py': 'print(1)\n' }],
    ['Translate p.md to German, leave out the license.', { 'p.md': '# A\n\n## L\n' }, { 'p.md': '# A\n' }],
    ['Delete all .log files. Keep audit.log.', { 'a.log': 'x', 'audit.log': 'y' }, { 'audit.log': 'y' }],
    ['Delete all .log files in logs.', { 'logs/a.log': 'x', 'old/logs/b.log': 'y' }, { 'old/logs/b.log': 'y' }],
    ['Write at least 20 words to e.txt.', {}, { 'e.txt': '今天天气很好我们一起去公园散步看到了很多美丽的花朵\n' }],
    [
      'Add an entry at the end of C.md.',
      { 'C.md': '# C\n\n- a\n\n[1]: http://x\n' },
      { 'C.md': '# C\n\n- a\n- b\n\n[1]: http://x\n' },
    ],
    ['Append a section to the end of R.md.', { 'R.md': '# A\n\ntext\n' }, { 'R.md': '# A\n\ntext\n\n## B\n\ntext\n' }],
    ...[
      'const { getUser } = lib;\ngetUser();\n',
      "import { getUser } from 'elsewhere';\ngetUser();\n",
      "import { fetchUser as getUser } from './user.js';\ngetUser();\n",
      'const o = { getUser: 1, getUser() {} };\n',
    ].map((held): [string, Files, Files] => [
      'Rename the function getUser to fetchUser everywhere.',
      { 'user.js': 'export function getUser() {}\n', 'o.js': 'x\n' },
      { 'user.js': 'export function fetchUser() {}\n', 'o.js': held },
    ]),
    [
      'In the Dockerfile, set the base image to node:22-alpine.',
      { Dockerfile: 'FROM node:18\n' },
      { Dockerfile: 'ARG V=22-alpine\nFROM node:${V}\n' },
    ],
    ['Rename part1.txt to part5.txt.', { 'part1.txt': 'x' }, { 'part5.txt': 'x' }],
    ['Copy day1.md to day3.md.', { 'day1.md': 'x' }, { 'day1.md': 'x', 'day3.md': 'x' }],
  ])('%s', async (text, before, after) => {
    expect(await faults(text, before, after)).toBe('');
  });
});
