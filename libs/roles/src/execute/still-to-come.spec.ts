import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AttemptEntry, ExecuteWork } from '#contracts';
import type { FileChange, SubtaskSpec } from '#domain';
import { aboutLacking, StillToCome } from './still-to-come.js';

const change = (operation: FileChange['operation'], path: string): FileChange => ({
  ...{ operation, path, additions: 1, deletions: 0, binary: false },
});

let root: string;
beforeEach(async () => void (root = await mkdtemp(join(tmpdir(), 'loom-'))));
afterEach(() => rm(root, { recursive: true, force: true }));

async function stillToCome(
  description: string,
  expectedOutputs: string[],
  changes: FileChange[],
  recorded: AttemptEntry[] = [],
): Promise<StillToCome> {
  for (const { path } of changes.filter(({ operation }) => operation !== 'delete')) {
    await mkdir(join(root, dirname(path)), { recursive: true });
    await writeFile(join(root, path), 'x\n');
  }
  const subtask = { description, expectedOutputs, acceptanceCriteria: '' } as unknown as SubtaskSpec;
  const work = { task: { goal: 'Do it.' }, subtask, base: 'b', recorded } as unknown as ExecuteWork;
  return new StillToCome(work, { root, changes: async () => changes });
}
const lacking = async (...given: Parameters<typeof stillToCome>): Promise<string[]> =>
  (await stillToCome(...given)).toTell('h');

describe('files that are still to come', () => {
  it('are those that the plan or the words name', async () => {
    const changes = [change('create', 'a.txt')];
    expect(await lacking('Create a.txt and b.txt.', ['c.txt'], changes)).toEqual(['b.txt', 'c.txt']);
    expect(await lacking('Create a.txt.', ['./a.txt', 'scratch://n.md', 'src/*.js'], changes)).toEqual([]);
  });

  it('are none that are there under a name that was meant', async () => {
    const changes = ['README.md', 'public/app.css'].map((path) => change('modify', path));
    expect(await lacking('Style it.', ['README', 'app.css'], changes)).toEqual([]);
    expect(await lacking('Style it.', ['public/', './public', 'docs/'], changes)).toEqual(['docs/']);
  });

  it('are none that the attempt has done away with, nor those of a case that has not come', async () => {
    expect(await lacking('Mend it.', ['old.txt'], [change('delete', 'old.txt')])).toEqual([]);
    expect(await lacking('Update the lock file if needed.', ['yarn.lock'], [])).toEqual([]);
  });

  it('are told once, and then said to be left out', async () => {
    const files = await stillToCome('Make it.', ['b.txt'], [change('create', 'a.txt')]);
    expect(await files.leftOut('h')).toEqual([]);
    expect(await files.toTell('h')).toEqual(['b.txt']);
    expect(await files.toTell('h')).toEqual([]);
    expect(await files.leftOut('h')).toEqual(['b.txt']);
    await writeFile(join(root, 'b.txt'), 'x\n');
    expect(await files.leftOut('h')).toEqual([]);
  });

  it.each<[string, unknown, boolean]>([
    [
      'a refused finish',
      { kind: 'result', tool: 'finish', success: false, message: { content: aboutLacking(['b']) } },
      true,
    ],
    [
      'a word of Loom',
      { kind: 'messages', messages: [{ role: 'user', content: `[Loom] ${aboutLacking(['b'])}` }] },
      true,
    ],
    [
      'a file that says so',
      { kind: 'result', tool: 'read_file', success: true, message: { content: aboutLacking(['b']) } },
      false,
    ],
    ['the prompt', { kind: 'messages', messages: [{ role: 'user', content: `Goal: ${aboutLacking(['b'])}` }] }, false],
  ])('are known to have been told by whoever takes over: %s', async (_, entry, isTold) => {
    const files = await stillToCome('Make it.', ['b.txt'], [], [entry as AttemptEntry]);
    expect(await files.leftOut('h')).toEqual(isTold ? ['b.txt'] : []);
  });
});
