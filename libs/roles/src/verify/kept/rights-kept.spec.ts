import { describe, expect, it } from 'vitest';
import type { FileChange } from '#domain';
import type { FilesView } from '../stated/files-view.js';
import { rightsKept } from './rights-kept.js';

const change = (path: string, operation: FileChange['operation'], oldPath?: string): FileChange => ({
  ...{ path, operation, additions: 1, deletions: 1, binary: false },
  ...(oldPath === undefined ? {} : { oldPath }),
});
const view = (changes: readonly FileChange[], was: readonly string[], is: readonly string[], text = '#!/bin/sh\n') =>
  ({
    changes,
    wasExecutable: async (path: string) => was.includes(path),
    isExecutable: async (path: string) => is.includes(path),
    text: async () => text,
  }) as unknown as FilesView;

describe('the right to be executed', () => {
  it.each([
    ['a script that was written anew', view([change('run.sh', 'modify')], ['run.sh'], [])],
    ['one that has another place', view([change('bin/run.sh', 'rename', 'run.sh')], ['run.sh'], [])],
  ])('is missed: %s', async (_what, files) => {
    expect((await rightsKept(files, 'Change the greeting in .'))[0]?.detail).toContain('run.sh');
  });

  it.each([
    ['one that has it', view([change('run.sh', 'modify')], ['run.sh'], ['run.sh']), ''],
    ['one that never had it', view([change('run.sh', 'modify')], [], []), ''],
    ['one that is new', view([change('run.sh', 'create')], [], []), ''],
    ['one that is gone', view([change('run.sh', 'delete')], ['run.sh'], []), ''],
    ['one that is a library now', view([change('run.sh', 'modify')], ['run.sh'], [], 'greet() { :; }\n'), ''],
    ['one that was to lose it', view([change('run.sh', 'modify')], ['run.sh'], []), 'Make it no longer executable'],
    ['one of which it is spoken', view([change('run.sh', 'modify')], ['run.sh'], []), 'chmod it to 644'],
  ])('is not: %s', async (_what, files, prose) => {
    expect(await rightsKept(files, prose)).toEqual([]);
  });
});
