import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VerifyWork } from '#contracts';
import type { CheckResult, SubtaskSpec } from '#domain';
import type { AttemptTree, CheckRunner } from '../ports/attempt-trees.js';
import { anyQuestion, anyWork, type AnyWork } from './any-work.fixture.js';
import { isBrokenRule } from './broken-rule.js';
import { saidPass } from './commands/commands-said.js';
import { changesOf, diffOf, type Files } from './stated/played.fixture.js';
import { tierOne } from './tier-one.js';

/* Whatever goals, names and files are like: each rule has a word, and it does not hang on chance. */

const RUNS = Number(process.env['LOOM_FUZZ_RUNS'] ?? 60);

let home = '';
let made = 0;
beforeAll(async () => (home = await mkdtemp(join(tmpdir(), 'loom-any-work-'))));
afterAll(() => rm(home, { recursive: true, force: true }));

const { signal } = new AbortController();
const runner = {
  run: async (_tree: AttemptTree, name: string): Promise<CheckResult> => ({ name, passed: true, detail: '' }),
  syntax: async () => null,
} as unknown as CheckRunner;

async function treeOf(before: Files, after: Files): Promise<AttemptTree> {
  const root = join(home, String(++made));
  await mkdir(root);
  for (const [path, text] of Object.entries(after)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  const fileAt = async (_commit: string, path: string) => {
    const text = Object.hasOwn(before, path) ? before[path] : undefined;
    return text === undefined ? null : { bytes: Buffer.from(text), executable: false };
  };
  const nothing = async (): Promise<void> => undefined;
  return { root, head: 'head', fileAt, close: nothing, reset: nothing } as unknown as AttemptTree;
}

const stepOf = (description: string, expectedOutputs: readonly string[]): SubtaskSpec => ({
  ...{ id: 'a', description, acceptanceCriteria: 'It is done.', expectedOutputs, checks: [], dependsOn: [] },
  ...{ modelTier: 1, verificationTier: 1, isCriticalPath: false },
});

function workOf(goal: string, subtask: SubtaskSpec | null, given: Partial<VerifyWork>): VerifyWork {
  const status = subtask === null ? 'completed' : 'verifying';
  const about = { description: subtask?.description ?? goal, dependsOn: [], summary: null, error: null };
  return {
    ...{ stage: 'verify', base: 'base', head: 'head', subtask, attempt: 1, tier: 1, workedBy: null, summary: '' },
    task: {
      ...{ id: 't', goal, status: 'executing', context: {}, protected: [] },
      ...{ workspaceId: 'w', approvalMode: 'auto', workspaceName: 'w' },
    },
    plan: { version: 1, subtasks: [{ id: 'a', status, ...about }] },
    ...{ memory: [], instructions: [], recorded: [], others: [], landed: [] },
    ...given,
  };
}

async function heard(of: AnyWork, tree: AttemptTree, isWhole: boolean, isTurned = false): Promise<CheckResult[]> {
  const turned = <T>(all: readonly T[]): T[] => (isTurned ? [...all].reverse() : [...all]);
  const inOrder = (files: Files): Files => Object.fromEntries(turned(Object.entries(files)));
  const [before, after] = [inOrder(of.before), inOrder(of.after)];
  const others = turned(of.others).map((description) => stepOf(description, []));
  const subtask = isWhole ? null : stepOf(of.step, of.outputs);
  const work = workOf(of.goal, subtask, { summary: of.summary, others });
  const changes = turned(changesOf(of.before, of.after));
  const [diff, openStart] = [diffOf(before, after), async () => tree];
  const checks = await tierOne({ work, tree, changes, diff, runner, signal, openStart });
  return [...checks, ...(await saidPass(work, tree, runner, signal))];
}

const brokenIn = (checks: readonly CheckResult[]): string[] => checks.filter(isBrokenRule).map(({ detail }) => detail);
const verdictsIn = (checks: readonly CheckResult[]): string[] =>
  checks.map(({ name, passed, doubt }) => `${name} ${passed} ${doubt !== undefined}`).sort();

describe('any work', () => {
  it('is heard by every rule, and alike in whatever order its files come', async () => {
    await fc.assert(
      fc.asyncProperty(anyWork, fc.boolean(), async (of, isWhole) => {
        const tree = await treeOf(of.before, of.after);
        const checks = await heard(of, tree, isWhole);
        expect(brokenIn(checks)).toEqual([]);
        expect(verdictsIn(await heard(of, tree, isWhole, true))).toEqual(verdictsIn(checks));
      }),
      { numRuns: RUNS },
    );
  });

  it('that answers a question and changes nothing has no objection', async () => {
    await fc.assert(
      fc.asyncProperty(anyQuestion, fc.boolean(), async ({ there, question }, isWhole) => {
        const subtask = isWhole ? null : stepOf(question, []);
        const summary = 'It has three lines: a heading, and two about tea.';
        const tree = await treeOf(there, there);
        const result = { work: workOf(question, subtask, { summary }), tree, changes: [], diff: '', runner, signal };
        const checks = await tierOne({ ...result, openStart: null });
        expect(brokenIn(checks)).toEqual([]);
        expect(checks.filter(({ passed }) => !passed)).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });
});
