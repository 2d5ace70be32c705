import { describe, expect, it } from 'vitest';
import { loadTemplates } from '#prompts';
import { VerificationPolicy, VerifySubtask } from '#roles';
import { reject, textOf, type ScriptedAnswer } from '#testing';
import { judging, type Given } from './judging.js';
import { journalOf, MemoryLink, subtaskOf, verifyWork } from './support.js';

const at = judging();
const THREE_TIERS = new VerificationPolicy(true, false, true, 3);

describe('a check alone', () => {
  const TIER_ONE = new VerificationPolicy(true, false, false, 3);
  const calc = 'exports.twice = (n) => n * 2;\n';
  const test = "require('assert').equal(require('./calc.js').twice(2), 4);\n";
  const checked = (checks: string[], more: object = {}) => ({
    policy: TIER_ONE,
    work: {
      subtask: subtaskOf({ description: 'Work on it.', expectedOutputs: [], checks, ...more }),
      summary: 'Done.',
    },
  });

  it.each<[string, string, Given]>([
    ['fails on the base tree', 'grep -q done a.txt', {}],
    [
      'fails without the work although its test is new',
      'node calc.test.js',
      { before: { 'b.txt': 'b\n' }, after: { 'calc.js': calc, 'calc.test.js': test } },
    ],
    [
      'fails on a planted fault where it passed before, as after a tidying',
      'node calc.test.js',
      { before: { 'calc.js': `${calc}\n\n`, 'calc.test.js': test }, after: { 'calc.js': calc } },
    ],
  ])('is proof when it %s', async (_, check, files) => {
    const outcome = await at.verify([], { ...checked([check]), ...files });
    expect(outcome).toMatchObject({ kind: 'passed', tier: 1 });
    expect(outcome.checks).toContainEqual(expect.objectContaining({ name: check, proves: true }));
    expect(at.bench.server.requests).toHaveLength(0);
  });

  it.each<[string, string, Given]>([
    ['passes whatever is there', 'true', {}],
    [
      'is a test that tests nothing',
      'node a.test.js',
      { after: { 'a.txt': 'done\n', 'a.test.js': 'console.log(1)\n' } },
    ],
    ['is about other files', 'test -f b.txt', {}],
    ['is all that was written', 'node a.test.js', { after: { 'a.test.js': 'console.log(1)\n' } }],
  ])('is no proof when it %s: a model judges, and is told', async (_, check, files) => {
    const outcome = await at.verify([reject('nothing shows it')], { ...checked([check]), ...files });
    expect(outcome).toMatchObject({ kind: 'rejected', tier: 2 });
    expect(outcome.checks).toContainEqual(expect.objectContaining({ name: check, passed: true, proves: false }));
    expect(textOf(at.bench.server.requests[0]!)).toContain('not seen to fail without the work, so it proves nothing');
  });

  it('that proves nothing is never a pass where no model can judge', async () => {
    const outcome = await at.verify([], { ...checked(['true']), models: [{ roles: ['executor'] }] });
    expect(outcome).toMatchObject({ kind: 'inconclusive', failure: { code: 'no_model' } });
    expect(outcome.kind === 'inconclusive' && outcome.failure.because).toContain('none proves it');
  });

  it('needs one among several that proves', async () => {
    const outcome = await at.verify([], checked(['true', 'grep -q done a.txt']));
    expect(outcome).toMatchObject({ kind: 'passed', tier: 1 });
  });

  it('is run without the work once for the same trees, and the user and the attempt see nothing of it', async () => {
    await at.start([]);
    const base = await at.bench.trees.seed({ 'b.txt': 'b\n' });
    const head = await at.bench.trees.seed({ 'a.txt': 'done\n' });
    const ran: string[] = [];
    const runner = Object.create(at.bench.checks) as typeof at.bench.checks;
    runner.run = (tree, command, signal) => {
      ran.push(tree.head === base ? 'base' : 'head');
      return at.bench.checks.run(tree, command, signal);
    };
    const judges = new VerifySubtask(at.bench.models, at.bench.trees, runner, loadTemplates(), TIER_ONE);
    const work = verifyWork(base, head, checked(['grep -q done a.txt']).work);
    for (let n = 0; n < 2; n++) {
      const { journal, signal } = journalOf(new MemoryLink(work), work);
      expect(await judges.run(work, journal, signal)).toMatchObject({ kind: 'passed', tier: 1 });
    }
    expect(ran).toEqual(['head', 'base', 'head']);
  });
});

describe('a verdict on the same files', () => {
  const model = { name: 'm1', model: 'scripted', tier: 1 } as const;
  const rejection = { passed: false, issues: ['the word is wrong'], confidence: 0.9, suggestion: 'write it' };
  const before = { kind: 'rejected', tier: 2, verdict: rejection, checks: [], model } as const;

  it('stands, so that asking again and again gets no pass', async () => {
    const outcome = await at.verify([], { work: { judgedBefore: before } });
    expect(outcome).toMatchObject({ kind: 'rejected', tier: 2, verdict: rejection });
    expect(at.bench.server.requests).toHaveLength(0);
  });

  const pass = { ...before, kind: 'passed', verdict: { ...rejection, passed: true, issues: [] } } as const;
  it.each<[string, ScriptedAnswer[], Given, object]>([
    [
      'a failing check',
      [],
      { work: { judgedBefore: pass, subtask: subtaskOf({ checks: ['false'] }) } },
      { kind: 'rejected', tier: 1 },
    ],
    [
      'a vote',
      [reject('x'), reject('y')],
      { work: { judgedBefore: pass, subtask: subtaskOf({ verificationTier: 3 }) }, policy: THREE_TIERS },
      { kind: 'rejected', tier: 3 },
    ],
  ])('does not stand against %s', async (_, answers, given, expected) => {
    expect(await at.verify(answers, given)).toMatchObject(expected);
  });
});
