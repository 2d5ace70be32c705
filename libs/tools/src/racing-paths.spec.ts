import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { GitTree } from '../spec/git-tree.js';
import { EXECUTOR_TOOLS } from './local-toolbox.js';
import { TreePaths } from './paths/tree-paths.js';
import { PlainProcessSandbox } from './shell/plain-process.js';
import { DEFAULT_LIMITS } from './shell/sandbox.js';

const SECRET = 'secret-of-the-host';

let tree: GitTree;
let outside: string;

beforeEach(async () => {
  tree = await GitTree.create();
  outside = join(dirname(tree.root), 'outside');
  for (const folder of [outside, join(tree.scratch, 'd')]) {
    mkdirSync(join(folder, 'sub'), { recursive: true });
    for (const name of ['file', 'sub/file']) writeFileSync(join(folder, name), 'mine\n');
  }
  for (const name of ['file', 'sub/file', 'only-outside']) writeFileSync(join(outside, name), `${SECRET}\n`);
  writeFileSync(join(tree.scratch, 'other'), 'mine\n');
});
afterEach(async () => {
  rmSync(outside, { recursive: true, force: true });
  await tree.close();
});

/**
 * A command of another subtask at work in the scratch folder that both share: right after a path was looked at, and
 * before it is used, it puts a link that leads out in the place of a folder on the way.
 */
async function swapping(what: string): Promise<TreePaths> {
  const paths = await TreePaths.of(tree, []);
  const swap = (): void => {
    const place = join(tree.scratch, what);
    renameSync(place, `${place}-aside`);
    symlinkSync(join(outside, what.slice(2)), place);
  };
  let calls = 0;
  const then = async <T>(resolved: Promise<T>): Promise<T> => {
    const answer = await resolved;
    if (++calls === 1) swap();
    return answer;
  };
  return Object.assign(Object.create(paths) as TreePaths, {
    resolve: (given: string) => then(paths.resolve(given)),
    resolveForChange: (given: string) => then(paths.resolveForChange(given)),
  });
}

const world = (): string[] =>
  (
    readdirSync(outside, { recursive: true, withFileTypes: true }) as {
      parentPath: string;
      name: string;
      isFile(): boolean;
    }[]
  )
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      return `${file} ${entry.isFile() ? readFileSync(file, 'utf8') : ''}`;
    })
    .sort();

it.each([
  ['read_file', { path: 'scratch://d/file' }, 'd'],
  ['read_file', { path: 'scratch://d/sub/file' }, 'd/sub'],
  ['write_file', { path: 'scratch://d/file', content: 'written\n' }, 'd'],
  ['write_file', { path: 'scratch://d/new', content: 'written\n' }, 'd'],
  ['write_file', { path: 'scratch://d/made/new', content: 'written\n' }, 'd'],
  ['edit_file', { path: 'scratch://d/file', old_str: 'mine', new_str: 'other' }, 'd'],
  ['delete_file', { path: 'scratch://d/file' }, 'd'],
  ['delete_file', { path: 'scratch://d/sub/file' }, 'd'],
  ['move_file', { path: 'scratch://d/file', new_path: 'scratch://taken' }, 'd'],
  ['move_file', { path: 'scratch://d/sub', new_path: 'scratch://taken' }, 'd'],
  ['move_file', { path: 'scratch://other', new_path: 'scratch://d/put' }, 'd'],
  ['list_directory', { path: 'scratch://d' }, 'd'],
  ['list_directory', { path: 'scratch://d/sub' }, 'd/sub'],
  ['search_files', { path: 'scratch://d', pattern: 'secret-of' }, 'd'],
  ['search_files', { path: 'scratch://d/sub/file', pattern: 'secret-of' }, 'd/sub'],
  ['search_files', { path: 'scratch://d/file', pattern: 'secret-of' }, 'd'],
])('%s %o is not led out where a folder becomes a link between the look and the use', async (name, input, what) => {
  const tool = EXECUTOR_TOOLS.find((one) => one.name === name);
  const before = world();
  const run = {
    ...{ tree, seen: new Set<string>(), asked: '', signal: new AbortController().signal, shellTimeoutSeconds: 1 },
    sandbox: new PlainProcessSandbox(DEFAULT_LIMITS, '/usr/bin:/bin'),
    searchMemory: async () => [],
  };
  const answer = await tool
    ?.run(input, { ...run, paths: await swapping(what) })
    .catch((error: unknown) => String(error));
  expect(JSON.stringify(answer)).not.toContain('secret-of-the');
  expect(JSON.stringify(answer)).not.toContain('only-outside');
  expect(world()).toEqual(before);
});
