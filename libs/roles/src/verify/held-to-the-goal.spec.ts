import { afterEach, describe, expect, it } from 'vitest';
import type { CheckResult } from '#domain';
import { assertLinear } from '#testing';
import { commandsSaid } from './commands/commands-said.js';
import { everyFunction } from './wanted/every-function.js';
import { givesOnly } from './wanted/examples-hold.js';
import { deadAnchors, linksHold } from './wanted/links-hold.js';
import { speaksOfOther } from './verdict/refuted.js';
import { remarksLost } from './kept/remarks-kept.js';
import { credentialsStay } from './kept/secrets-kept.js';
import { columnsInPlace, tablesWith } from './wanted/sql-columns.js';
import { assertsNothing } from './commands/tests-kept.js';
import { factsIn } from './stated/facts.js';
import { removePlayed, viewOf, type Files } from './stated/played.fixture.js';

afterEach(removePlayed);

const faultsOf = (checks: readonly CheckResult[]): string =>
  checks.flatMap(({ passed, detail }) => (passed ? [] : [detail])).join('; ');

describe('remarks of a file of settings', () => {
  const INI = '; Ask Mara first.\n[gateway]\nport = 9000\n; seconds\ntimeout = 30\n;debug = 1\n';
  const SET = 'Set timeout to 60 in config.ini.';
  const lost = (text: string, asked = SET): string | null =>
    remarksLost('config.ini', text, INI, asked, factsIn(asked));

  it('are lost in a rewrite', () => {
    expect(lost('[gateway]\nport = 9000\ntimeout = 60\n')).toContain('3 of its remarks are gone');
  });

  it.each<[string, string, string?]>([
    ['are all there', INI.replace('30', '60')],
    ['are there in other words', '; Ask Tom first.\n[gateway]\nport = 9000\ntimeout = 60\n'],
    ['lose the one that was untrue', INI.replace('; seconds\n', '').replace('30', '60')],
    ['were to go', '[gateway]\nport = 9000\ntimeout = 60\n', `${SET} Remove the comments.`],
    ['became settings', INI.replace('; seconds\n', '').replace(';debug', 'debug')],
  ])('%s', (_, text, asked?: string) => {
    expect(lost(text, asked)).toBeNull();
  });
});

describe('a link of a document', () => {
  const links = async (before: Files, after: Files): Promise<string> =>
    faultsOf(await linksHold(await viewOf(before, after)));
  const GUIDE = { 'docs/INSTALL.md': 'Run make.\n' };

  it('is spelt otherwise than the file', async () => {
    expect(await links(GUIDE, { ...GUIDE, 'README.md': 'See [it](docs/install.md#a).\n' })).toContain(
      'there is docs/INSTALL.md',
    );
  });

  it.each([
    'See [it](docs/INSTALL.md).',
    'See [it](docs/later.md), [that](https://x.org/docs/install.md) and [this](/docs/install.md).',
    '```\n[it](docs/install.md)\n```',
    'Write `[it](docs/install.md)`.',
  ])('is well: %s', async (text) => {
    expect(await links(GUIDE, { ...GUIDE, 'README.md': `${text}\n` })).toBe('');
  });

  it("that was there before is the user's", async () => {
    const old = { ...GUIDE, 'README.md': '[it](docs/install.md)\n' };
    expect(await links(old, { ...old, 'README.md': '# Tool\n\n[it](docs/install.md)\n' })).toBe('');
  });
});

describe('a link to a heading', () => {
  const DOC =
    '# Guide\n\n## Getting started\n\n## C++ & `make`\n\n## Getting started\n\nUnder\n-----\n\n<a id="mine"></a>\n';

  it('leads nowhere', () => {
    expect(deadAnchors(`[a](#start)\n\n${DOC}`)).toEqual(['#start']);
  });

  it.each(['#getting-started', '#getting-started-1', '#c--make', '#under', '#mine', '#top', '#fn1', 'b.md#start'])(
    'leads to its place: %s',
    (link) => {
      expect(deadAnchors(`[a](${link})\n\n${DOC}`)).toEqual([]);
    },
  );

  it('is a fault of the work only where it is new', async () => {
    const old = { 'a.md': `[a](#start)\n\n${DOC}` };
    const view = await viewOf(old, { 'a.md': `${old['a.md']}\nMore.\n` });
    expect(await linksHold(view)).toEqual([]);
  });
});

describe('a column that is to be added', () => {
  const SQL = 'CREATE TABLE users (\n  id INT\n);\n\nCREATE TABLE orders (\n  id INT\n);\n';
  const ASKED = 'Add a column email of type TEXT to the table users in schema.sql.';
  const columns = async (after: Files, asked = ASKED): Promise<string> =>
    faultsOf(await columnsInPlace(await viewOf({ 'schema.sql': SQL }, after), asked));
  const inTable = (table: string): string => SQL.replace(`${table} (\n  id INT`, `${table} (\n  id INT,\n  email TEXT`);

  it('stands in another table', async () => {
    expect(await columns({ 'schema.sql': inTable('orders') })).toContain('to users, and stands in orders');
    expect(await columns({ 'schema.sql': SQL, 'm/2.sql': 'ALTER TABLE orders ADD COLUMN email TEXT;\n' })).toContain(
      'orders',
    );
  });

  it.each<[string, Files, string?]>([
    ['its own', { 'schema.sql': inTable('users') }],
    ['its own, altered', { 'schema.sql': SQL, '2.sql': 'ALTER TABLE "users" ADD "email" TEXT;\n' }],
    ['both', { 'schema.sql': inTable('orders') }, 'Add a column email to the table orders in schema.sql.'],
    ['several', { 'schema.sql': inTable('orders') }, 'Add a column email to each table; first to the table users.'],
  ])('stands in %s', async (_, after, asked?: string) => {
    expect(await columns(after, asked)).toBe('');
  });
});

describe('what every function was to get', () => {
  const TYPES = 'Add type hints to the parameters of all functions in s.py.';
  const every = async (text: string, asked = TYPES): Promise<string> =>
    faultsOf(await everyFunction(await viewOf({}, { 's.py': text }), asked, ['s.py']));

  it('is missing from one', async () => {
    expect(await every('def a(w: int) -> int:\n    return w\n\ndef b(w):\n    return w\n')).toContain('b in s.py');
    expect(
      await every('def a():\n    """It."""\n\ndef b():\n    pass\n', 'Add docstrings to all functions in s.py.'),
    ).toContain('b in s.py');
  });

  it.each<[string, string?]>([
    ['def a(\n    w: int,\n    h: int,\n) -> int:\n    return w\n\nasync def b():\n    pass\n'],
    ['class C:\n    def a(self):\n        pass\n\n    def b(self, x: int):\n        pass\n'],
    ['text = "def b(w): pass"\n# def c(w):\n'],
    ['def a():\n    r"""It."""\n', 'Add docstrings to all functions in s.py.'],
    [
      'class C:\n    @property\n    def a(self):\n        """It."""\n\n    @a.setter\n    def a(self, x):\n        pass\n',
      'Add docstrings to all functions in s.py.',
    ],
    ['def _a(w):\n    return w\n', 'Add type hints to all functions in s.py except private ones.'],
  ])('is there: %j', async (text, asked?: string) => {
    expect(await every(text, asked)).toBe('');
  });
});

describe('a secret of the settings', () => {
  const BEFORE = { 'config.json': '{"user": "admin", "password": "k8-Fq2"}\n', 'README.md': 'langauge\n' };
  const AFTER = { ...BEFORE, 'config.json': '{"user": "admin", "password": "letmein"}\n', 'README.md': 'language\n' };
  const stays = async (after: Files, asked: string, named: string[] = []): Promise<string> =>
    faultsOf(await credentialsStay(await viewOf(BEFORE, after), asked, named, 'certain'));

  it('has another value, which nobody spoke of', async () => {
    expect(await stays(AFTER, 'Correct the spelling in README.md.', ['README.md'])).toContain(
      'password in config.json',
    );
  });

  it.each<[string, Files, string, string[]?]>([
    ['is asked for', AFTER, 'Change the password to letmein.'],
    ['is named as a key', AFTER, 'Let user_password be letmein.'],
    ['is in a file that is named', AFTER, 'Reset config.json to what the manual says.', ['config.json']],
    ['is as it was', { ...BEFORE, 'config.json': '{"user": "root", "password": "k8-Fq2"}\n' }, 'Call the user root.'],
  ])('is let be where it %s', async (_, after, asked, named?: string[]) => {
    expect(await stays(after, asked, named)).toBe('');
  });

  it('is asked about where the goal may mean it', async () => {
    const [check] = await credentialsStay(await viewOf(BEFORE, AFTER), 'Move to MySQL.', [], 'doubtful');
    expect(check).toMatchObject({ passed: true, doubt: { paths: ['config.json'] } });
  });
});

const GIVES = { name: 'a', given: '[1]', wanted: '1' };
describe('a text of hostile size', () => {
  it.each<[string, (text: string) => unknown, string, string?]>([
    ['a heading of brackets', deadAnchors, '[', '# a'],
    ['a heading of blanks', deadAnchors, ' ', '# a'],
    ['a table in a table', (text) => tablesWith('a', text), 'create table a ('],
    ['the arguments of a function', (text) => givesOnly('a.py', text, GIVES), 'a', 'def a('],
    ['the arguments of an arrow', (text) => givesOnly('a.js', text, GIVES), 'a', 'a = ('],
    ['a word of a complaint', (text) => speaksOfOther(text, [], 'x', []), 'a'],
    ['the lines of a goal', commandsSaid, '\n'],
    ['a test in a test', (text) => assertsNothing('a.test.js', text, null, ''), 'test(()=>', 'expect(1)'],
  ])('is read in linear time: %s', (_, read, unit, start = '') => {
    assertLinear(read, unit, 60_000 / unit.length, { start, end: 'b' });
  });
});
