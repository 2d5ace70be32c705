import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { anyLetter } from '#testing';
import { contextOf, GitTree } from '../spec/git-tree.js';
import { LocalToolBox } from './local-toolbox.js';
import { Sandbox } from './shell/sandbox.js';

/** File tools need none. */
class NoShell extends Sandbox {
  readonly kind = 'none';
  readonly rootInside = null;
  run(): never {
    throw new Error('no command is run here');
  }
}

const SECRET = 'secret-of-the-host';
let tree: GitTree;
let outside: string;
const box = new LocalToolBox(new NoShell());

beforeEach(async () => {
  tree = await GitTree.create();
  outside = join(dirname(tree.root), 'outside');
  mkdirSync(join(outside, 'folder'), { recursive: true });
  writeFileSync(join(outside, 'secret'), SECRET);
  writeFileSync(join(outside, 'folder/secret'), SECRET);
  for (const area of [tree.root, tree.scratch]) {
    mkdirSync(join(area, 'a/b'), { recursive: true });
    writeFileSync(join(area, 'a/file'), 'inside\n');
    symlinkSync(outside, join(area, 'out'));
    symlinkSync('../outside/secret', join(area, 'leak'));
    symlinkSync('../../outside', join(area, 'a/up'));
    symlinkSync('out/folder', join(area, 'chain'));
    symlinkSync('b', join(area, 'a/inner'));
    symlinkSync('loop', join(area, 'loop'));
    symlinkSync('/proc/self/root', join(area, 'proc'));
  }
});
afterEach(() => tree.close());

const part = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('..', '.', '', 'a', 'b', 'file', 'out', 'leak', 'up', 'chain', 'secret') },
  {
    weight: 3,
    arbitrary: fc.constantFrom('inner', 'loop', 'proc', 'folder', 'outside', '.git', '.GIT', 'git~1', 'HEAD'),
  },
  { weight: 1, arbitrary: fc.string({ unit: anyLetter, maxLength: 8 }) },
  { weight: 1, arbitrary: fc.constantFrom('\0', 'x\0y', 'n'.repeat(300), '\u202e', '%2e%2e', '..\\..', '~', '$HOME') },
);
const prefix = fc.constantFrom(
  '',
  '/',
  './',
  '../',
  'scratch://',
  'scratch:',
  'file://',
  '/workspace/',
  '/scratch/',
  '<OUT>/',
  '<ROOT>/',
  '<SCRATCH>/../',
);
const path = fc
  .tuple(prefix, fc.array(part, { maxLength: 6 }), fc.constantFrom('', '/'))
  .map(([start, parts, end]) => start + parts.join('/') + end);
const call = fc.oneof(
  fc.record({ name: fc.constant('read_file'), arguments: fc.record({ path }) }),
  fc.record({ name: fc.constant('write_file'), arguments: fc.record({ path, content: fc.constant('written\n') }) }),
  fc.record({
    name: fc.constant('edit_file'),
    arguments: fc.record({
      path,
      old_str: fc.constantFrom('inside', 'host', 'written'),
      new_str: fc.constant('edited'),
    }),
  }),
  fc.record({ name: fc.constant('delete_file'), arguments: fc.record({ path }) }),
  fc.record({ name: fc.constant('move_file'), arguments: fc.record({ path, new_path: path }) }),
  fc.record({ name: fc.constant('list_directory'), arguments: fc.record({ path }) }),
  fc.record({ name: fc.constant('search_files'), arguments: fc.record({ pattern: fc.constant('secret|of'), path }) }),
  fc.record({ name: fc.constant('glob_find'), arguments: fc.record({ pattern: path }) }),
);

/** Everything beside the two areas and the store. */
const world = (): string =>
  execFileSync('sh', [
    '-c',
    'find "$0" -printf "%p %y %m %s %C@ %l\n" | sort; cat "$0/secret" "$0/folder/secret"',
    outside,
  ]).toString() + readdirSync(dirname(tree.root)).join();

it('gives no file tool a way to a byte outside the tree, whatever the path', async () => {
  const before = world();
  const context = contextOf(tree);
  await fc.assert(
    fc.asyncProperty(call, async ({ name, arguments: given }) => {
      const args = Object.fromEntries(
        Object.entries(given).map(([key, value]) => [
          key,
          value.replace('<OUT>', outside).replace('<ROOT>', tree.root).replace('<SCRATCH>', tree.scratch),
        ]),
      );
      const result = await box.run({ id: 'abcdefghi', name, arguments: args }, context);
      // What the call itself said may come back in the answer; the bytes of the file may not.
      expect(result.content.replaceAll(JSON.stringify(args).slice(1, -1), '')).not.toContain(SECRET);
    }),
    { numRuns: Number(process.env['LOOM_RANDOM_CASES'] ?? 150), interruptAfterTimeLimit: 20_000 },
  );
  expect(world()).toBe(before);
  expect(readFileSync(join(outside, 'secret'), 'utf8')).toBe(SECRET);
});
