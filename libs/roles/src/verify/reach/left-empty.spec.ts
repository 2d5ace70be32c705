import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { VerifyWork } from '#contracts';
import type { FileChange } from '#domain';
import type { AttemptTree } from '../../ports/attempt-trees.js';
import { leftEmptyBefore, notLeftEmpty } from './left-empty.js';

const made = (path: string): FileChange => ({
  ...{ path, operation: 'create', additions: 0, deletions: 0, binary: false },
});
const work = (later: 'pending' | 'completed', description = 'Fill it.'): VerifyWork =>
  ({
    subtask: {
      ...{ id: 'one', description: 'Create the crate.', acceptanceCriteria: '' },
      ...{ expectedOutputs: ['Cargo.toml'], checks: [] },
    },
    plan: {
      subtasks: [
        { id: 'one', status: 'running', description: '' },
        { id: 'two', status: later, description },
      ],
    },
    landed: [{ path: 'src/lib.rs', operation: 'create' }],
  }) as unknown as VerifyWork;

describe('an empty file beside those that a step is to make', () => {
  it('may be left to later steps', () => {
    const changes = [made('Cargo.toml'), made('src/lib.rs')];
    expect(notLeftEmpty(work('pending'), changes)).toEqual([made('Cargo.toml')]);
    expect(notLeftEmpty(work('completed'), changes)).toEqual(changes);
  });
});

describe('a file of an earlier step that is empty at the end', () => {
  let root = '';
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'left-empty-'));
    await writeFile(join(root, 'lib.rs'), '');
  });
  afterEach(() => rm(root, { recursive: true, force: true }));
  const left = (of: VerifyWork, changes: readonly FileChange[] = []) =>
    leftEmptyBefore(
      { root } as unknown as AttemptTree,
      { ...of, landed: [{ path: 'lib.rs', operation: 'create' }] },
      changes,
      'Write a crate.',
    );

  it('is told of', async () => {
    expect((await left(work('completed')))[0]).toMatchObject({ passed: false });
  });

  it('is not where the step speaks of an empty one, has it among its own, or it is a folder', async () => {
    expect(await left(work('completed', 'Create an empty library.'))).toEqual([]);
    expect(await left(work('completed'), [made('lib.rs')])).toEqual([]);
    const folder = { ...work('completed'), landed: [{ path: 'src/', operation: 'create' }] } as unknown as VerifyWork;
    await mkdir(join(root, 'src'));
    expect(await leftEmptyBefore({ root } as unknown as AttemptTree, folder, [], 'Write a crate.')).toEqual([]);
  });
});
