import { describe, expect, it } from 'vitest';
import type { CheckResult } from '#domain';
import type { AttemptTree, CheckRunner } from '../../ports/attempt-trees.js';
import { ByOtherNames } from './by-other-names.js';

const tree = {} as AttemptTree;
const { signal } = new AbortController();

/** A machine that has only the programs that are named. */
function machine(...programs: readonly string[]) {
  const heard: string[] = [];
  const run = (_: AttemptTree, command: string): Promise<CheckResult> => {
    heard.push(command);
    const wanted =
      /^command -v (\S+)$/.exec(command)?.[1] ?? /\{ (\S+) /.exec(command)?.[1] ?? /^\S+/.exec(command)?.[0];
    const passed = programs.includes(wanted ?? '');
    const detail = passed ? 'exit code 0 in 3 ms' : `exit code 127 in 3 ms\nbash: line 1: ${wanted}: command not found`;
    return Promise.resolve({ name: command, passed, detail });
  };
  return { heard, runner: new ByOtherNames({ run } as unknown as CheckRunner) };
}

describe('a command whose program is missing', () => {
  it('is run by the other name that the program has here', async () => {
    const { runner } = machine('python3');
    expect(await runner.run(tree, 'python a.py', signal)).toMatchObject({ name: 'python a.py', passed: true });
  });

  it('stays a failure where no name is here', async () => {
    const { runner } = machine();
    expect(await runner.run(tree, 'python a.py', signal)).toMatchObject({ name: 'python a.py', passed: false });
  });

  it('is run once where it is here', async () => {
    const { runner, heard } = machine('python');
    await runner.run(tree, 'python a.py', signal);
    expect(heard).toEqual(['python a.py']);
  });
});
