import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { FileChange } from '#domain';
import type { AttemptTree, CheckRunner } from '../../ports/attempt-trees.js';
import { definitionsKept } from '../definitions-kept.js';
import { asStated } from './as-stated.js';
import { factsIn } from './facts.js';
import { FilesView } from './files-view.js';

const noPrograms = { run: async () => ({ name: '', passed: true, detail: '' }) } as unknown as CheckRunner;
const roots: string[] = [];
afterEach(async () => {
  for (const root of roots.splice(0)) await rm(root, { recursive: true, force: true });
});

type Files = Readonly<Record<string, string>>;

/** A plain diff of whole files: what was there is taken out, what is there is put in. */
const diffOf = (before: Files, after: Files): string =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((path) => before[path] !== after[path])
    .map((path) => {
      const lines = (text: string | undefined, sign: string): string =>
        (text ?? '')
          .split('\n')
          .map((line) => `${sign}${line}\n`)
          .join('');
      const now = after[path] === undefined ? '/dev/null' : `b/${path}`;
      return `diff --git a/${path} b/${path}\n--- a/${path}\n+++ ${now}\n@@ -1 +1 @@\n${lines(before[path], '-')}${lines(after[path], '+')}`;
    })
    .join('');

function changesOf(before: Files, after: Files): FileChange[] {
  const none = { additions: 0, deletions: 0, binary: false };
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((path): FileChange[] => {
    if (before[path] === after[path]) return [];
    const operation = before[path] === undefined ? 'create' : after[path] === undefined ? 'delete' : 'modify';
    return [{ path, operation, ...none }];
  });
}

/** What is not as the text says; empty when all is. */
async function faults(text: string, before: Files, after: Files): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'loom-stated-'));
  roots.push(root);
  for (const [path, held] of Object.entries(after)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), held);
  }
  const fileAt = async (_commit: string, path: string) =>
    before[path] === undefined ? null : { bytes: Buffer.from(before[path]), executable: false };
  const tree = { root, fileAt } as unknown as AttemptTree;
  const { signal } = new AbortController();
  const view = new FilesView(tree, 'base', Object.keys(after), changesOf(before, after), noPrograms, signal);
  const results = await asStated(view, factsIn(text));
  return results
    .filter(({ passed }) => !passed)
    .map(({ detail }) => detail)
    .join('; ');
}

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

describe('sound work is left alone', () => {
  it.each<[string, Files, Files]>([
    // Contents, in the ways people name them.
    ['Create a.txt containing "hello."', {}, { 'a.txt': 'hello\n' }],
    ['Create a.txt with the text “hello”.', {}, { 'a.txt': 'hello\n' }],
    ["Create a.txt that says 'hello world'.", {}, { 'a.txt': 'hello world\n' }],
    ['Make sure a.txt contains "x".', { 'a.txt': 'y\n' }, { 'a.txt': 'y\nx\n' }],
    ['a.txt should contain the word "x".', {}, { 'a.txt': 'a x b' }],
    ['Create p.html with the title "Tom & Jerry".', {}, { 'p.html': '<title>Tom &amp; Jerry</title>' }],
    ['Create q.js with the text "it\'s".', {}, { 'q.js': "const t = 'it\\'s';" }],
    ['Write "a" into a.txt, then write "b" into b.txt.', {}, { 'a.txt': 'a', 'b.txt': 'b' }],
    ['Put "TOKEN=1" in .env.', {}, { '.env': 'TOKEN=1\n' }],
    ['Create two.txt with the lines "a" and "b".', {}, { 'two.txt': 'a\nb\n' }],
    ['Create x.md with the heading "Notes" and a list of three items.', {}, { 'x.md': '# Notes\n\n- a\n- b\n- c\n' }],
    ['Create src/a.txt with the single line "hello".', {}, { 'src/a.txt': 'hello\n' }],
    ['Create a.txt with the content "a\\nb".', {}, { 'a.txt': 'a\nb\n' }],
    ['Save the string "done" to out/state.txt.', {}, { 'out/state.txt': 'done' }],
    [
      'Create g.py with exactly this content:\n```\nprint(1)\n\nprint(2)\n```',
      {},
      { 'g.py': 'print(1)\n\nprint(2)\n' },
    ],
    ['Update a.txt so that it contains only "x".', { 'a.txt': 'y' }, { 'a.txt': 'x\n' }],
    // Settings, as files of every kind give them.
    ['Set "port" to 8080 in config.json.', { 'config.json': '{"port":"3000"}' }, { 'config.json': '{"port":"8080"}' }],
    ['Set the server port to 8080 in config.yaml.', {}, { 'config.yaml': 'server:\n  port: 8080\n' }],
    [
      'Change the port from 80 to 8080 in docker-compose.yml.',
      { 'docker-compose.yml': 'ports: ["80:80"]' },
      { 'docker-compose.yml': 'ports: ["8080:80"]' },
    ],
    ['Set the log level to debug in app.ini.', {}, { 'app.ini': '[log]\nlevel = DEBUG\n' }],
    ['Set DEBUG to false in settings.py.', {}, { 'settings.py': "DEBUG = os.environ.get('DEBUG', False)\n" }],
    ['Set the timeout to 30 in client.py.', {}, { 'client.py': 'def get(url, timeout=30.0):\n    pass\n' }],
    ['Change the font size to 14 in style.css.', {}, { 'style.css': 'p { font-size: 14px; }' }],
    ['Set max retries to 5 in net.ts.', {}, { 'net.ts': 'const maxRetries: number = 5;' }],
    ['Set the cache size to 1024 in conf.rs.', {}, { 'conf.rs': 'const CACHE_SIZE: usize = 1_024;' }],
    ['Set "name" to "shop" in package.json.', {}, { 'package.json': '{"name":"shop"}' }],
    ['Change the version to 2.0.0 in Cargo.toml.', {}, { 'Cargo.toml': '[package]\nversion = "2.0.0"\n' }],
    ['Update the dependencies in package.json to latest.', {}, { 'package.json': '{"dependencies":{"a":"^2.0.0"}}' }],
    ['Change the background color of style.css to red.', {}, { 'style.css': 'body { background: #f00; }' }],
    ['Set the theme in settings.json to dark.', {}, { 'settings.json': '{"theme":"Dark"}' }],
    ['Change the indentation in a.py to tabs.', {}, { 'a.py': 'def f():\n\treturn 1\n' }],
    ['Increase the line length in setup.cfg to 100.', {}, { 'setup.cfg': '[flake8]\nmax-line-length = 100\n' }],
    ['Set verify to on in c.ini.', {}, { 'c.ini': 'verify=1\n' }],
    [
      'Change the greeting from formal to friendly in hi.py.',
      { 'hi.py': 'print("Good day")' },
      { 'hi.py': 'print("Hey!")' },
    ],
    ['Set API_URL to "https://x.example" in .env.', {}, { '.env': 'API_URL=https://x.example\n' }],
    // Names that code and data hold.
    [
      'Create calc.py with the functions add, sub and mul.',
      {},
      { 'calc.py': 'def add(): ...\ndef sub(): ...\nmul = lambda a, b: a * b\n' },
    ],
    ['Add a function called slugify to text.js.', {}, { 'text.js': 'export const slugify = (t) => t;' }],
    [
      'Create shapes.ts with the classes Circle and Square.',
      {},
      { 'shapes.ts': 'export class Circle {}\nexport class Square {}' },
    ],
    ['Add a method area() to shapes.py.', {}, { 'shapes.py': 'class A:\n    def area(self): ...' }],
    ['Create u.json with the keys "first name" and "age".', {}, { 'u.json': '{"firstName":"a","age":1}' }],
    ['Create u.csv with the columns id, name and email and some rows.', {}, { 'u.csv': 'ID;Name;E-Mail\n1;a;b\n' }],
    ['Create README.md with the sections Install and Usage.', {}, { 'README.md': '## Install\n\n## Usage\n' }],
    ['Create calc.py with functions that add and subtract.', {}, { 'calc.py': 'def plus(): ...' }],
    ['Create a class in car.py.', {}, { 'car.py': 'class Car: ...' }],
    ['Add functions reading and writing files to io.py.', {}, { 'io.py': 'def load(): ...\ndef save(): ...' }],
    ['Add a function to a.py.', {}, { 'a.py': 'def x(): ...' }],
    ['Implement the function `parse` in p.go.', {}, { 'p.go': 'func parse() {}' }],
    [
      'Create store.js with a function getItem(key) and setItem(key, value).',
      {},
      { 'store.js': 'function getItem(key) {}\nfunction setItem(key, value) {}' },
    ],
    ['Add a test for the function add to test_calc.py.', {}, { 'test_calc.py': 'assert plus(1, 2) == 3' }],
    ['Create hooks.ts with a hook useCart.', {}, { 'hooks.ts': 'export function useCart() {}' }],
    // Files that move, grow and shrink.
    ['Rename utils.js to utils.ts and add types.', { 'utils.js': 'a\nb\nc' }, { 'utils.ts': 'a: x\nb\nc' }],
    ['Rename src/a.ts to b.ts.', { 'src/a.ts': 'x' }, { 'src/b.ts': 'x' }],
    ['Move a.txt to the archive folder.', { 'a.txt': 'x' }, { 'archive/a.txt': 'x' }],
    ['Copy a.txt to b.txt.', { 'a.txt': 'x' }, { 'a.txt': 'x', 'b.txt': 'x' }],
    [
      'Add "lodash" to package.json.',
      { 'package.json': '{\n"a": 1\n}' },
      { 'package.json': '{\n"a": 1,\n"lodash": "4"\n}' },
    ],
    ['Add the line "z" to the end of n.txt.', { 'n.txt': 'a' }, { 'n.txt': 'a\nz\n' }],
    ['Add the line "z" at the top of n.txt.', { 'n.txt': 'a\n' }, { 'n.txt': 'z\na\n' }],
    ['Append "right" to n.txt.', { 'n.txt': 'a\nleft\n' }, { 'n.txt': 'a\nleft\nright\n' }],
    ['Remove the line "b" from n.txt.', { 'n.txt': 'a\nb\nc\n' }, { 'n.txt': 'a\nc\n' }],
    ['Remove "b" from n.txt.', { 'n.txt': 'a b c' }, { 'n.txt': 'a c' }],
    [
      'Remove the function old from m.py.',
      { 'm.py': 'def old(): ...\ndef new(): ...' },
      { 'm.py': '# old is gone\ndef new(): ...' },
    ],
    ['Sort the lines of n.txt.', { 'n.txt': 'b\na\nC\n' }, { 'n.txt': 'a\nb\nC\n' }],
    ['Delete a.txt if it exists.', {}, {}],
    ['Create numbers.txt with the numbers from 1 to 3, one per line.', {}, { 'numbers.txt': '1\n2\n3\n' }],
    ['Create poem.txt with a poem of exactly 4 lines.', {}, { 'poem.txt': 'a\nb\n\nc\nd\n' }],
    ['Create a.csv with a header and 2 rows.', {}, { 'a.csv': 'h\n1\n2\n' }],
    ['Create u.json with an array of 2 users.', {}, { 'u.json': '[{"tags":[]},{"tags":[]}]' }],
    ['Create a.txt in the docs folder.', {}, { 'docs/a.txt': 'x' }],
    ['Create a.txt in the current folder.', {}, { 'a.txt': 'x' }],
    ['Create util.py in the folder "src/lib".', {}, { 'src/lib/util.py': 'x' }],
    ['Fix the bug in a.py and b.py.', { 'a.py': '1', 'b.py': '1' }, { 'a.py': '2', 'b.py': '1' }],
    ['Fix the typo in docs/b.md.', { 'docs/b.md': '1' }, { 'docs/b.md': '2' }],
    ['Rename old.txt to new.txt.', { 'old.txt': 'x' }, { 'new.txt': 'x' }],
    ['Delete tmp.log.', { 'a/tmp.log': 'x', 'b/tmp.log': 'y' }, { 'a/tmp.log': 'x', 'b/tmp.log': 'y' }],
    ['Delete tmp.log.', {}, { 'new/tmp.log': 'made by a test' }],
    ['Create a.txt with the single line "hello".', {}, { 'a.txt': 'hello\r\n' }],
    ['Create a.txt containing exactly "hello".', {}, { 'a.txt': 'hello' }],
    ['Replace "foo" by "bar" in x.txt.', { 'x.txt': 'foo' }, { 'x.txt': 'bar food' }],
    ['Replace "a" by "a b" in x.txt.', { 'x.txt': 'a' }, { 'x.txt': 'a b' }],
    ['Set max_retries to 5 in c.py.', {}, { 'c.py': 'MAX_RETRIES = 5\n' }],
    ['Set server.port to 8080 in c.toml.', {}, { 'c.toml': '[server]\nport = 8_080\nport2 = 8080\n' }],
    ['Set the port to 8080 in server.js.', {}, { 'server.js': 'app.listen(process.env.PORT ?? 8080)' }],
    ['Set verbose to true in c.ini.', {}, { 'c.ini': 'verbose = yes' }],
    ['Create c.json with the key "port" set to 8080.', {}, { 'c.json': '{\n  "port":\n    8080\n}' }],
    ['Append the line "c" to n.txt.', { 'n.txt': 'a\nb' }, { 'n.txt': 'a\nb\nc\n' }],
    ['Create o.json, an array with 4 orders.', {}, { 'o.json': '{"orders":[1,2,3,4]}' }],
    ['Create p.csv with the columns name, age and city.', {}, { 'p.csv': '"Name","Age","City"\n' }],
    ['Create p.csv with two rows.', {}, { 'p.csv': 'name\nx\ny\n' }],
    ['Bump the version in p.json from 1.2.3 to 1.3.0.', {}, { 'p.json': '{"version":"1.3.0"}' }],
    ['Do not change README.md.', {}, { 'README.md': 'new' }],
    // Versions, units and words, as files write them.
    ['Bump version to v2.0.0 in p.json.', { 'p.json': '{"version":"1.0.0"}' }, { 'p.json': '{"version":"2.0.0"}' }],
    ['Bump the version to 2 in p.json.', {}, { 'p.json': '{"version":"2.0.0"}' }],
    ['Update react to 19 in p.json.', {}, { 'p.json': '{"react":"^19.0.0"}' }],
    ['Bump typescript to 5.6 in p.json.', {}, { 'p.json': '{"typescript":"^5.6.2"}' }],
    ['Set node version to 20 in .nvmrc.', { '.nvmrc': 'v18.0.0\n' }, { '.nvmrc': 'v20.11.0\n' }],
    ['Set the language to german in c.json.', { 'c.json': '{"language":"en"}' }, { 'c.json': '{"language":"de"}' }],
    ['Set timeout to 30s in c.json.', { 'c.json': '{"timeout":1000}' }, { 'c.json': '{"timeout":30000}' }],
    ['Set timeout to 30s in c.ini.', { 'c.ini': 'timeout = 10' }, { 'c.ini': 'timeout = 30' }],
    ['Set timeout to 5000 in c.js.', { 'c.js': 'x = { timeout: 1000 }' }, { 'c.js': 'x = { timeout: 5 * 1000 }' }],
    ['Set debug to on in c.yaml.', { 'c.yaml': 'debug: off' }, { 'c.yaml': 'debug: on' }],
    ['In c.json, set port to 8080.', { 'c.json': '{"port":8080}' }, { 'c.json': '{"port":8080}' }],
    // Words of code and prose that stand for other things too.
    [
      'Rename the method get to fetch in a.js.',
      { 'a.js': 'get() { h.get("a") }' },
      { 'a.js': 'fetch() { h.get("a") }' },
    ],
    ['Rename the class Foo to Bar in m.py.', { 'm.py': 'class Foo: ...' }, { 'm.py': '# once Foo()\nclass Bar: ...' }],
    [
      'Remove the function add from m.py.',
      { 'm.py': 'def add(): ...\nclass C:\n  def add(self): ...' },
      { 'm.py': 'class C:\n  def add(self): ...' },
    ],
    ['Remove the word "very" from e.txt.', { 'e.txt': 'very good in every way' }, { 'e.txt': 'good in every way' }],
    ['Remove "react" from p.json.', { 'p.json': '"react": 1, "react-query": 2' }, { 'p.json': '"react-query": 2' }],
    [
      'Change the text "Save" to "Store" in a.html.',
      { 'a.html': '<b id="Save">Save</b>' },
      { 'a.html': '<b id="Save">Store</b>' },
    ],
    ['Create calc.py with a class calculator.', {}, { 'calc.py': 'class Calculator: ...' }],
    ['Create users.csv with columns name, mail and phone.', {}, { 'users.csv': 'name,email,phone\n' }],
    // Lines that grow, and places that a language or a title takes.
    ['Add the word "foo" to the STOPWORDS list in w.py.', { 'w.py': 'S = ["a"]' }, { 'w.py': 'S = ["a", "foo"]' }],
    ['Add the word "beta" to the title in R.md.', { 'R.md': '# Tool\n\ntext' }, { 'R.md': '# Tool beta\n\ntext' }],
    ['Add a comment to the number in c.py.', { 'c.py': 'X = 42\nY = 1' }, { 'c.py': 'X = 42  # why\nY = 1' }],
    [
      'Add a record for Ann to u.json.',
      { 'u.json': '[{"n":"Bob"}]' },
      { 'u.json': '[\n  {"n":\n "Bob"},\n  {"n":"Ann"}\n]' },
    ],
    [
      'Add a row to the table in t.md.',
      { 't.md': '| n |\n|---|\n| Bob |' },
      { 't.md': '| n   |\n|-----|\n| Bob |\n| Ann |' },
    ],
    [
      'Add "import os" at the top of a.py.',
      { 'a.py': '#!/usr/bin/python\nx = 1' },
      { 'a.py': '#!/usr/bin/python\nimport os\nx = 1' },
    ],
    ['Add the line "Bye" at the end of i.html.', { 'i.html': '<p>\n</p>' }, { 'i.html': '<p>\nBye\n</p>' }],
    ['Add the line "new" at the top of R.md.', { 'R.md': '# Tool\n\ntext' }, { 'R.md': '# Tool\n\nnew\n\ntext' }],
    [
      'Add the line "x = 1" to the function f in a.py.',
      { 'a.py': 'def f():\n  pass' },
      { 'a.py': 'def f():\n  x = 1' },
    ],
    ['Prepend a header to every file, as in h.txt.', { 'h.txt': 'a' }, { 'h.txt': 'b' }],
    ['Sort the names in n.txt and save them as s.txt.', { 'n.txt': 'b\na' }, { 'n.txt': 'b\na', 's.txt': 'a\nb' }],
    ['Sort the lines of p.csv.', { 'p.csv': 'name\nBob\nAnn' }, { 'p.csv': 'name\nAnn\nBob' }],
    // Contents that are more, or laid out in another way, than what is quoted.
    ['Create i.html with the content "Hello".', {}, { 'i.html': '<p>Hello</p>' }],
    ['Create l.json with a single item "x".', {}, { 'l.json': '["x"]' }],
    ['Create n.md containing exactly one heading "Hello".', {}, { 'n.md': '# Hello\n\ntext' }],
    ['Create a.txt with the single line "x" repeated 3 times.', {}, { 'a.txt': 'x\nx\nx\n' }],
    ['Create t.md with the title "Tom\'s list".', {}, { 't.md': '# Tom’s list' }],
    ['Create c.yaml with the keys host and port, e.g. "x" and 8080.', {}, { 'c.yaml': 'host: y\nport: 1' }],
    ['Create r.md with the sentence "A long one."', {}, { 'r.md': 'A\nlong one.\n' }],
    ['Create c.json with exactly this content:\n```json\n{"a": 1}\n```', {}, { 'c.json': '{\n  "a": 1\n}\n' }],
    // Files that are fitted on their way, and folders in the plural.
    [
      'Copy .env.example to .env and fill it in.',
      { '.env.example': 'A=\nB=' },
      { '.env.example': 'A=\nB=', '.env': 'A=1\nB=2' },
    ],
    [
      'Copy a.json to b.json and set the port to 9.',
      { 'a.json': '{"port":1}' },
      { 'a.json': '{"port":1}', 'b.json': '{"port":9}' },
    ],
    ['Rename i.js to i.ts and add types.', { 'i.js': 'f(a)\ng(b)' }, { 'i.ts': 'f(a: x)\ng(b: x)' }],
    ['Create test_a.py in the test folder.', {}, { 'tests/test_a.py': 'x' }],
    ['Move a.test.js to the test folder.', { 'a.test.js': 'x' }, { '__tests__/a.test.js': 'x' }],
  ])('%s', async (text, before, after) => {
    expect(await faults(text, before, after)).toBe('');
  });
});

describe('definitions', () => {
  const before = { 'c.py': 'def add(a, b):\n    return a + b\n\n\nclass Old:\n    pass' };
  const lost = (asked: string, after: Files): string | undefined =>
    definitionsKept(diffOf(before, after), asked).find(({ passed }) => !passed)?.detail;

  it('are not lost where only something was to be added', () => {
    expect(lost('Add a function sub to c.py.', { 'c.py': 'def sub(a, b):\n    return a - b' })).toContain(
      'add in c.py, Old in c.py',
    );
  });

  it('may go on in another file, change their form, or go where that is asked for', () => {
    const moved = {
      'c.py': 'from d import add',
      'd.py': 'def add(a, b, c=0):\n    pass\n\nclass Old(Base):\n    pass',
    };
    expect(lost('Add a parameter c to add.', moved)).toBeUndefined();
    expect(lost('Add sub and remove add and Old.', { 'c.py': 'def sub(): pass' })).toBeUndefined();
    expect(lost('Simplify c.py.', { 'c.py': '' })).toBeUndefined();
    expect(lost('Fix the bug in c.py.', { 'c.py': 'def plus(): pass' })).toBeUndefined();
  });
});
