import { afterEach, describe, expect, it } from 'vitest';
import type { VerifyWork } from '#contracts';
import type { VerifyOutcome } from '#domain';
import { loadTemplates } from '#prompts';
import { VerificationPolicy, VerifySubtask } from '#roles';
import { accept, inOrder } from '#testing';
import { journalOf, MemoryLink, startBench, subtaskOf, verifyWork, type Bench } from './support.js';

let bench: Bench;
afterEach(() => bench.close());

interface Given {
  readonly before: Readonly<Record<string, string>>;
  readonly after: Readonly<Record<string, string>>;
}

/** Judges a change from `before` to `after` where the model believes everything. */
async function verify({ before, after }: Given, of: Partial<VerifyWork>): Promise<VerifyOutcome> {
  bench = await startBench(inOrder([accept()]));
  const base = await bench.trees.seed(before);
  const work = verifyWork(base, await bench.trees.seed(after), of);
  const { journal, signal } = journalOf(new MemoryLink(work), work);
  const policy = new VerificationPolicy(true, true, false, 3);
  return new VerifySubtask(bench.models, bench.trees, bench.checks, loadTemplates(), policy).run(work, journal, signal);
}

describe('tests of what was changed', () => {
  const calc = (body: string) => `exports.add = (a, b) => ${body};\nexports.sub = (a, b) => a - b;\n`;
  const test = (name: string, result: number) =>
    `require('node:test')('${name}', () => require('assert').equal(require('./calc.js').${name}(3, 1), ${result}));\n`;
  const tested = (goal: string, more: Partial<VerifyWork> = {}): Partial<VerifyWork> => {
    const { task } = verifyWork('', '');
    const subtask = subtaskOf({ description: goal, acceptanceCriteria: goal, expectedOutputs: [] });
    const others = { version: 1, subtasks: [{ ...subtask, status: 'running' as const, summary: null, error: null }] };
    return { task: { ...task, goal }, subtask, plan: others, summary: 'Done.', ...more };
  };

  it.each<[string, string, Given]>([
    [
      'a test fails that held before',
      'In calc.js make add() round.',
      { before: { 'calc.js': calc('a + b'), 'calc.test.js': test('add', 4) }, after: { 'calc.js': calc('a * b') } },
    ],
    [
      'a test that was written for it fails',
      'Write tests for add() of calc.js in calc.test.js.',
      { before: { 'calc.js': calc('a + b') }, after: { 'calc.test.js': test('add', 5) } },
    ],
    [
      'what it was to mend fails as before',
      'Fix add() in calc.js.',
      { before: { 'calc.js': calc('a - b'), 'calc.test.js': test('add', 4) }, after: { 'calc.js': calc('a * b + 2') } },
    ],
    [
      'it has not even touched what it was to mend',
      'Fix add() in calc.js.',
      { before: { 'calc.js': calc('a - b'), 'calc.test.js': test('add', 4) }, after: { 'notes.js': '1;\n' } },
    ],
  ])('reject the work when %s', async (_, goal, files) => {
    const outcome = await verify(files, tested(goal));
    expect(outcome).toMatchObject({ kind: 'rejected', tier: 1 });
    expect(outcome.checks.filter(({ passed }) => !passed)).toMatchObject([{ name: 'node --test ./calc.test.js' }]);
  });

  it.each<[string, string, Given]>([
    [
      'hold',
      'Fix add() in calc.js.',
      { before: { 'calc.js': calc('a - b'), 'calc.test.js': test('add', 4) }, after: { 'calc.js': calc('a + b') } },
    ],
    [
      'failed before, and are none of its business',
      'Fix add() in calc.js.',
      {
        before: { 'calc.js': calc('a - b'), 'calc.test.js': test('add', 4) + test('sub', 7) },
        after: { 'calc.js': calc('a + b') },
      },
    ],
    [
      'are to fail',
      'Write a failing test for add() of calc.js in calc.test.js.',
      { before: { 'calc.js': calc('a - b') }, after: { 'calc.test.js': test('add', 4) } },
    ],
    [
      'say what the user wants to be otherwise',
      'In calc.js change add() to multiply.',
      { before: { 'calc.js': calc('a + b'), 'calc.test.js': test('add', 4) }, after: { 'calc.js': calc('a * b') } },
    ],
    [
      'cannot run here',
      'Write tests for add() of calc.js in calc.test.js.',
      {
        before: { 'calc.js': calc('a + b') },
        after: { 'calc.test.js': "require('node:test'); require('left-pad-not-here');\n" },
      },
    ],
  ])('let it be judged when they %s', async (_, goal, files) => {
    const outcome = await verify(files, tested(goal));
    expect(outcome).toMatchObject({ kind: 'passed', tier: 2 });
  });

  it('wait for the last step of the work', async () => {
    const [goal, given] = ['In calc.js make add() round.', { 'calc.js': calc('a * b') }];
    const plan = {
      version: 1,
      subtasks: [
        { id: 'a', description: goal, status: 'running' as const, dependsOn: [], summary: null, error: null },
        { id: 'b', description: 'Tests.', status: 'pending' as const, dependsOn: ['a'], summary: null, error: null },
      ],
    };
    const before = { 'calc.js': calc('a + b'), 'calc.test.js': test('add', 4) };
    const outcome = await verify({ before, after: given }, tested(goal, { plan }));
    expect(outcome).toMatchObject({ kind: 'passed', tier: 2 });
  });
});
