import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { commitBody, EMPTY_TREE, writeObject } from './objects.js';
import { Repository } from './repository.js';
import type { Entry } from './trees.js';

let dir: string;
let repo: Repository;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'loom-trees-'));
  repo = new Repository(join(dir, 'repo.git'));
  await repo.create();
});
afterAll(() => {
  repo.git.objects.close();
  rmSync(dir, { recursive: true, force: true });
});

const git = (args: string[], input: Buffer, index?: string): Buffer =>
  execFileSync('git', [`--git-dir=${repo.dir}`, ...args], {
    input,
    env: { PATH: process.env['PATH'], ...(index === undefined ? {} : { GIT_INDEX_FILE: index }) },
  });
const text = (args: string[], input: Buffer | string = '', index?: string): string =>
  git(args, Buffer.from(input as string), index)
    .toString('latin1')
    .replace(/\n$/, '');

// Names that git sorts differently as a file and as a folder, and bytes that are not UTF-8.
const name = fc.constantFrom('a', 'a-', 'a.b', 'a0', 'b', 'B', '\xff', 'new\nline', ' x', 'tab\t');
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const mode = fc.constantFrom('100644', '100755', '120000');
const edits = fc.array(fc.record({ path, mode, content: fc.constantFrom('', '1', '2', '3'), gone: fc.boolean() }), {
  maxLength: 10,
});

it('writes blobs, trees and commits as git writes them, and edits trees as an index does', async () => {
  let rounds = 0;
  await fc.assert(
    fc.asyncProperty(edits, edits, async (first, second) => {
      let tree = EMPTY_TREE;
      const index = join(dir, `index-${rounds++}`);
      for (const batch of [first, second]) {
        const wanted = new Map<string, Entry | null>();
        const above = (a: string, b: string): boolean => a === b || b.startsWith(`${a}/`) || a.startsWith(`${b}/`);
        for (const { path: at, mode: kind, content, gone } of batch) {
          if ([...wanted.keys()].some((other) => above(other, at))) continue;
          const id = await writeObject(repo.dir, 'blob', Buffer.from(content));
          expect(id).toBe(text(['hash-object', '--stdin'], content));
          wanted.set(at, gone ? null : { mode: kind, id });
        }
        const lines = [...wanted].map(([at, entry]) =>
          entry === null ? `0 ${'0'.repeat(40)}\t${at}\0` : `${entry.mode} ${entry.id}\t${at}\0`,
        );
        git(['update-index', '-z', '--replace', '--index-info'], Buffer.from(lines.join(''), 'latin1'), index);
        const before = tree;
        tree = await repo.git.trees.edit(before, wanted);
        expect(tree).toBe(text(['write-tree'], '', index));
        const difference = await repo.git.trees.difference(before, tree);
        const raw = text(['diff-tree', '-r', '-z', '--raw', '--no-renames', before, tree]).split('\0');
        const paths = raw.filter((_, n) => n % 2 === 1);
        expect(difference.files.map((file) => file.path).sort()).toEqual(paths.sort());
        const foldersOf = (of: string): string[] =>
          text(['ls-tree', '-r', '-d', '-z', '--name-only', of])
            .split('\0')
            .filter((one) => one !== '');
        const [had, has] = [foldersOf(before), foldersOf(tree)];
        expect(difference.newDirs.sort()).toEqual(has.filter((one) => !had.includes(one)).sort());
        expect(difference.goneDirs.sort()).toEqual(had.filter((one) => !has.includes(one)).sort());
        for (const [at, entry] of wanted) {
          if (entry !== null) expect(await repo.git.trees.lookup(tree, at)).toEqual(entry);
        }
      }
      const body = commitBody({ tree, parents: [], atMs: 1_700_000_000_000, message: 'm' });
      const commit = await writeObject(repo.dir, 'commit', body);
      expect(commit).toBe(text(['hash-object', '-t', 'commit', '--stdin'], body.toString('latin1')));
    }),
    { numRuns: 15, interruptAfterTimeLimit: 30_000 },
  );
  expect(text(['fsck', '--strict', '--no-dangling', '--full'])).toBe('');
});

it('reads what is loose, what is packed and what another process adds, and says what is missing', async () => {
  const small = await writeObject(repo.dir, 'blob', Buffer.from('small'));
  const large = Buffer.alloc(3_000_000, 'line of text that is long\n');
  const id = text(['hash-object', '-w', '--stdin'], large.toString());
  const random = Buffer.from(Array.from({ length: 600_000 }, (_, n) => (n * n * 31 + (n >> 7) * 17) & 0xff));
  const odd = execFileSync('git', [`--git-dir=${repo.dir}`, 'hash-object', '-w', '--stdin'], { input: random })
    .toString()
    .replace(/\n$/, '');
  const readAll = async (): Promise<void> => {
    const [one, two, three, none] = await Promise.all(
      [small, id, odd, '0123456789012345678901234567890123456789'].map((each) => repo.git.objects.read(each)),
    );
    expect(one?.body.toString()).toBe('small');
    expect(two?.body.equals(large)).toBe(true);
    expect(three?.body.equals(random)).toBe(true);
    expect(none).toBeNull();
  };
  await readAll();
  git(['pack-objects', '-q', join(repo.dir, 'objects/pack/pack')], Buffer.from(`${small}\n${id}\n${odd}\n`));
  git(['prune-packed', '-q'], Buffer.alloc(0));
  await readAll();
  repo.git.objects.close();
  await readAll();
});
