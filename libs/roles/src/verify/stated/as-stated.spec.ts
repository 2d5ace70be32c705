import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { FileChange } from '#domain';
import type { AttemptTree } from '../../ports/attempt-trees.js';
import { definitionsKept } from '../definitions-kept.js';
import { asStated } from './as-stated.js';
import { factsIn } from './facts.js';

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
  const tree = { root } as AttemptTree;
  const results = await asStated(tree, changesOf(before, after), diffOf(before, after), factsIn(text));
  return results
    .filter(({ passed }) => !passed)
    .map(({ detail }) => detail)
    .join('; ');
}

describe('a result that is not as its text says', () => {
  it.each<[string, Files, Files, string]>([
    ['Rename old.txt to new.txt.', { 'old.txt': 'x' }, { 'old.txt': 'x', 'new.txt': 'x' }, 'old.txt is still there'],
    ['Delete tmp.log.', { 'tmp.log': 'x', k: 'k' }, { 'tmp.log': 'x' }, 'tmp.log is still there'],
    ['Delete tmp.log.', { 'logs/tmp.log': 'x' }, { 'logs/tmp.log': 'y' }, 'logs/tmp.log is still there'],
    ['Fix a.py. Do not touch b.py.', { 'b.py': '1' }, { 'b.py': '2' }, 'b.py was changed'],
    ['Fix a.py. Do not delete b.py.', { 'b.py': '1' }, {}, 'b.py is gone'],
    ['Create a.txt with the single line "hello".', {}, { 'a.txt': 'Here it is:\nhello\n' }, 'exactly "hello"'],
    ['Replace "foo" by "bar" in x.txt.', { 'x.txt': 'foo foo' }, { 'x.txt': 'bar foo' }, 'still holds "foo"'],
    ['Rename the function foo to bar in m.py.', {}, { 'm.py': 'def bar(): foo()' }, 'still holds "foo"'],
    [
      'Bump the version in p.json from 1.2.3 to 1.3.0.',
      {},
      { 'p.json': '{"version":"1.2.4"}' },
      'does not hold "1.3.0"',
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
    ['Create o.json, an array with 4 orders.', {}, { 'o.json': '[1,2,3]' }, 'a list of 3, not 4'],
    ['Create p.csv with the columns name, age and city.', {}, { 'p.csv': 'name,age\nx,1\n' }, 'no column "city"'],
    ['Create n.txt with three lines.', {}, { 'n.txt': 'a\nb\n' }, '2 lines, not 3'],
  ])('%s', async (text, before, after, fault) => {
    expect(await faults(text, before, after)).toContain(fault);
  });
});

describe('sound work is left alone', () => {
  it.each<[string, Files, Files]>([
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
