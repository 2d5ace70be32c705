import { afterEach, describe, expect, it } from 'vitest';
import { faults, removePlayed, type Files } from './played.fixture.js';

afterEach(removePlayed);
const APART = {
  'user.js': 'export function getUser(id) {\n  return { id };\n}\n',
  'main.js': "import * as u from './user.js';\nconst { getUser } = u;\nconsole.log(getUser(1));\n",
};
const HALF = { 'user.js': 'export function fetchUser(id) {\n  return { id };\n}\n' };
const U = {
  'user.js': 'export function getUser(id) {\n  return { id };\n}\n',
  'main.js': "import { getUser } from './user.js';\nconsole.log(getUser(1));\n",
};
const P = {
  'user.js': 'export function fetchUser(id) {\n  return { id };\n}\n',
  'main.js': "import { fetchUser } from './user.js';\nconsole.log(fetchUser(1));\n",
};

describe('a name or a value that several places tell', () => {
  it.each<[string, Files, Files]>([
    ['Rename getUser to fetchUser everywhere.', APART, HALF],
    ['Rename `getUser` to `fetchUser` in all files.', APART, HALF],
    ['Rename the function getUser in user.js to fetchUser everywhere.', APART, HALF],
    ['Rename the exported function getUser to fetchUser and update all callers.', APART, HALF],
    ['Rename getUser (user.js) to fetchUser and update all usages.', APART, HALF],
    [
      'Rename the method getName to fullName everywhere.',
      {
        'u.py': 'class User:\n    def getName(self):\n        return self.n\n',
        'm.py': 'from u import User\nprint(User().getName())\n',
      },
      { 'u.py': 'class User:\n    def fullName(self):\n        return self.n\n' },
    ],
    [
      'Rename the method loadAll to fetchAll throughout the project.',
      {
        's.js': 'export class Store {\n  async loadAll(x) {\n    return x;\n  }\n}\n',
        'm.js': "import { Store } from './s.js';\nnew Store().loadAll(1);\n",
      },
      { 's.js': 'export class Store {\n  async fetchAll(x) {\n    return x;\n  }\n}\n' },
    ],
    [
      'Rename the constant MAX_SIZE to MAX_BYTES everywhere.',
      { 'c.py': 'MAX_SIZE = 3\n', 'm.py': 'import c\nfrom c import *\nprint(MAX_SIZE)\n' },
      { 'c.py': 'MAX_BYTES = 3\n' },
    ],
    ['Replace getUser with fetchUser everywhere.', APART, HALF],
    [
      'Update the version to 1.3.0 in package.json and in VERSION.',
      { 'package.json': '{"version":"1.2.0"}\n', VERSION: '1.2.0\n' },
      { 'package.json': '{"version":"1.3.0"}\n' },
    ],
    [
      'Update the version in package.json and in VERSION to 1.3.0.',
      { 'package.json': '{"version":"1.2.0"}\n', VERSION: '1.2.0\n' },
      { 'package.json': '{"version":"1.3.0"}\n' },
    ],
    [
      'Update the version in package.json and in VERSION.',
      { 'package.json': '{"version":"1.2.0"}\n', VERSION: '1.2.0\n' },
      { 'package.json': '{"version":"1.3.0"}\n' },
    ],
    [
      'Change the version from 1.2.0 to 1.3.0 in VERSION and package.json.',
      { 'package.json': '{"version":"1.2.0"}\n', VERSION: '1.2.0\n' },
      { 'package.json': '{"version":"1.3.0"}\n' },
    ],
    [
      'Bump the version to 1.3.0 in package.json, VERSION and Makefile.',
      { 'package.json': '{"version":"1.2.0"}\n', VERSION: '1.2.0\n', Makefile: 'V = 1.2.0\n' },
      { 'package.json': '{"version":"1.3.0"}\n', VERSION: '1.3.0\n' },
    ],
    [
      'Change the year from 2023 to 2024 in README.md and LICENSE.',
      { 'README.md': '(c) 2023\n', LICENSE: '(c) 2023\n' },
      { 'README.md': '(c) 2024\n' },
    ],
    [
      'Fix the typos in draft.txt without touching the original; write the result to fixed.txt.',
      { 'draft.txt': 'teh\n' },
      { 'draft.txt': 'the\n' },
    ],
  ])('%s', async (text, before, after) => {
    expect(await faults(text, before, { ...before, ...after })).not.toBe('');
  });
});

describe('nothing is left of it, or it was not asked for', () => {
  it.each<[string, Files, Files]>([
    [
      'Rename getUser to fetchUser everywhere.',
      { ...U, 'CHANGELOG.md': '- getUser added\n', 'api.js': "app.get('/getUser', handler);\n" },
      P,
    ],
    [
      'Rename getUser to fetchUser everywhere, but keep getUser as a deprecated alias.',
      U,
      { 'user.js': P['user.js'] + '/** @deprecated */\nexport const getUser = fetchUser;\n' },
    ],
    [
      'Rename getUser to fetchUser everywhere.',
      U,
      {
        'user.js': P['user.js'],
        'main.js': "import { fetchUser as getUser } from './user.js';\nconsole.log(getUser(1));\n",
      },
    ],
    [
      'Rename the function getUser in user.js to fetchUser.',
      { ...U, 'other.js': 'function getUser() {}\ngetUser();\n' },
      P,
    ],
    [
      'Rename the function getUser in user.js to fetchUser everywhere.',
      { ...U, 'pets.py': 'def getUser(): pass\ngetUser()\n' },
      P,
    ],
    [
      'Rename the method getItem to readItem everywhere.',
      {
        's.js': 'export class Store {\n  getItem(k) {\n    return localStorage.getItem(k);\n  }\n}\n',
        'm.js': "import { Store } from './s.js';\nnew Store().getItem(1);\n",
      },
      {
        's.js': 'export class Store {\n  readItem(k) {\n    return localStorage.getItem(k);\n  }\n}\n',
        'm.js': "import { Store } from './s.js';\nnew Store().readItem(1);\n",
      },
    ],
    [
      'Rename data to rows everywhere in table.js.',
      { 'table.js': 'let data = [];\nfetch(data);\n' },
      { 'table.js': 'let rows = [];\nfetch(rows);\n' },
    ],
    [
      'Rename the column userName to login everywhere.',
      { 'a.js': 'const userName = 1;\n', 'q.sql': 'select userName from t;\n' },
      { 'a.js': 'const login = 1;\n', 'q.sql': 'select login from t;\n' },
    ],
    ['Rename the project to Apex everywhere.', { 'README.md': '# Acme\n' }, { 'README.md': '# Apex\n' }],
    [
      'Rename User to Account everywhere.',
      {
        'u.ts': 'export class User {}\n',
        'm.ts': "import { User } from './u';\n// A User is a person.\nnew User();\n",
      },
      {
        'u.ts': 'export class Account {}\n',
        'm.ts': "import { Account } from './u';\n// A User is a person.\nnew Account();\n",
      },
    ],
    [
      'Rename the variable count to total in all files.',
      { 'a.py': 'count = 1\nprint(count)\n', 'b.py': 'items.count(3)\n' },
      { 'a.py': 'total = 1\nprint(total)\n' },
    ],
    [
      'Replace getUser with fetchUser everywhere.',
      { ...U, 'n.md': 'getUser was here first.\n' },
      { ...P, 'n.md': 'fetchUser was here first.\n' },
    ],
    [
      'Replace getUser with fetchUser everywhere.',
      { ...U, 'api.js': "call('getUser'); // getUser on the server\n" },
      P,
    ],
    [
      'Update the version to 1.3.0 in package.json and in VERSION.',
      { 'package.json': '{"version":"1.2.0"}\n', VERSION: '1.2.0\n' },
      { 'package.json': '{"version":"1.3.0"}\n', VERSION: '1.3.0\n' },
    ],
    [
      'Bump the version to 1.3.0 in setup.py and version.py.',
      { 'setup.py': 'setup(version="1.2.0")\n', 'version.py': 'version = (1, 2, 0)\n' },
      { 'setup.py': 'setup(version="1.3.0")\n', 'version.py': 'version = (1, 3, 0)\n' },
    ],
    ['Set VERSION to 2 in config.py.', { 'config.py': 'VERSION = 1\n' }, { 'config.py': 'VERSION = 2\n' }],
    [
      'Set VERSION and INSTALL in config.py to true.',
      { 'config.py': 'VERSION = False\nINSTALL = False\n' },
      { 'config.py': 'VERSION = True\nINSTALL = True\n' },
    ],
    [
      'Add the constants VERSION and HISTORY to app.py.',
      { 'app.py': 'x = 1\n' },
      { 'app.py': 'x = 1\nVERSION = "1"\nHISTORY = []\n' },
    ],
    [
      'Create Makefile with an install target and set VERSION = 1.0 in it.',
      {},
      { Makefile: 'VERSION = 1.0\n\ninstall:\n\techo $(VERSION)\n' },
    ],
    [
      'Change the year from 2023 to 2024 in README.md and LICENSE.',
      { 'README.md': '(c) 2023, since 2019\n', LICENSE: '(c) 2023\n' },
      { 'README.md': '(c) 2024, since 2019\n', LICENSE: '(c) 2024\n' },
    ],
    [
      'Change the port from 3000 to 8080 in server.js and Dockerfile.',
      { 'server.js': 'listen(process.env.PORT || 3000);\n', Dockerfile: 'FROM node\nEXPOSE 3000\n' },
      { 'server.js': 'listen(process.env.PORT || 8080);\n', Dockerfile: 'FROM node\nEXPOSE 8080\n' },
    ],
    [
      'Set the timeout to 30 in a.yaml and b.yaml.',
      { 'a.yaml': 'timeout: 10\n', 'b.yaml': 'http:\n  timeout: 10\n' },
      { 'a.yaml': 'timeout: 30\n', 'b.yaml': 'http:\n  timeout: 30\n' },
    ],
    [
      'Update the documentation in README.md and CONTRIBUTING.md.',
      { 'README.md': 'a\n', 'CONTRIBUTING.md': 'b\n' },
      { 'README.md': 'a better\n' },
    ],
    ['Create NEWS.md and mention VERSION 2 in it.', {}, { 'NEWS.md': 'VERSION 2 is here.\n' }],
    ['Create a.txt and b.txt with the text "x".', {}, { 'a.txt': 'x\n', 'b.txt': 'x\n' }],
    [
      'Fix the typos in draft.txt and save the result without touching the original',
      { 'draft.txt': 'teh cat\n' },
      { 'draft-fixed.txt': 'the cat\n' },
    ],
    [
      'Fix the typos in draft.txt without changing the original; save it as fixed.txt.',
      { 'draft.txt': 'teh cat\n' },
      { 'fixed.txt': 'the cat\n' },
    ],
    [
      'Replace "foo" with "bar" in a.txt and write the result to b.txt, leaving the original unchanged.',
      { 'a.txt': 'foo\n' },
      { 'b.txt': 'bar\n' },
    ],
    [
      'Update config.json without overwriting the original: write config.new.json.',
      { 'config.json': '{"a":1}\n' },
      { 'config.new.json': '{"a":2}\n' },
    ],
    [
      'Correct the spelling in letter.md in a new file letter-v2.md.',
      { 'letter.md': 'teh\n' },
      { 'letter-v2.md': 'the\n' },
    ],
    [
      'Translate README.md to German in README.de.md. Do not change the original.',
      { 'README.md': '# Tool\nUse it.\n' },
      { 'README.de.md': '# Werkzeug\nBenutze es.\n' },
    ],
    [
      'Refactor parse.py without changing the original behaviour.',
      { 'parse.py': 'def f(x):\n    y = x\n    return y\n' },
      { 'parse.py': 'def f(x):\n    return x\n' },
    ],
    [
      'Sort the lines of names.txt and keep the original as names.bak.txt.',
      { 'names.txt': 'b\na\n' },
      { 'names.txt': 'a\nb\n', 'names.bak.txt': 'b\na\n' },
    ],
    [
      'Update app.js but do not modify the original comments.',
      { 'app.js': '// x\na();\n' },
      { 'app.js': '// x\nb();\n' },
    ],
    [
      'Write a function sortCopy in sort.js that sorts a list without modifying the input.',
      { 'sort.js': 'export const a = 1;\n' },
      { 'sort.js': 'export const a = 1;\nexport const sortCopy = (l) => [...l].sort();\n' },
    ],
    [
      'Fix the bug in sort.py: it must not change the original list.',
      { 'sort.py': 'def f(l):\n    l.sort()\n    return l\n' },
      { 'sort.py': 'def f(l):\n    return sorted(l)\n' },
    ],
  ])('%s', async (text, before, after) => {
    expect(await faults(text, before, { ...before, ...after })).toBe('');
  });
});
