import { describe, expect, it } from 'vitest';
import type { VerifyOutcome } from '#domain';
import { VerificationPolicy } from '#roles';
import { accept, answer, json, reject, textOf } from '#testing';
import { judging, type Given } from './judging.js';
import { MemoryLink, subtaskOf, verifyWork } from './support.js';

const at = judging();
const TWO_TIERS = new VerificationPolicy(true, true, false, 3);

describe('VerifySubtask, without asking a model,', () => {
  const rejected = async (given: Given, check: RegExp) => {
    const outcome = await at.verify([], given);
    expect(outcome).toMatchObject({ kind: 'rejected', tier: 1, verdict: { passed: false } });
    expect(outcome.kind === 'rejected' ? outcome.verdict.issues.join('\n') : '').toMatch(check);
    expect(at.bench.server.requests).toHaveLength(0);
  };

  it('rejects when an expected file is missing', () =>
    rejected({ after: { 'c.txt': 'x\n' } }, /expected_output a\.txt: it does not exist/));
  it('rejects when an expected file is empty', () =>
    rejected({ after: { 'a.txt': '' } }, /expected_output a\.txt: it is empty/));
  it('rejects when nothing was changed', () => rejected({ before: { 'a.txt': 'old\n' }, after: {} }, /no_change/));
  it('asks for no change of a step that ran what the step before it had written', async () => {
    const before = { 'sum.sh': 'echo 3 > sum.txt\n', 'sum.txt': '3\n' };
    const description = 'Run it over all the numbers.';
    const subtask = subtaskOf({ description, acceptanceCriteria: 'The sum is there.', expectedOutputs: ['sum.txt'] });
    const landed = Object.keys(before).map((path) => ({ path, operation: 'create' as const }));
    const deeds = [{ command: 'sh sum.sh', paths: [] }];
    const work = { subtask, landed, deeds, summary: 'The sum is 3.' };
    await rejected({ before, after: {}, work: { ...work, deeds: [] } }, /no_change/);
    await at.bench.close();
    const found = await at.verify([accept()], { before, after: {}, work });
    expect(found.kind === 'rejected' ? found.verdict.issues : found.kind).toBe('passed');
  });
  it('asks for nothing of a step for a case that has not come', async () => {
    const of = (description: string): Given => ({
      ...{ before: { 'b.txt': 'b\n' }, after: {} },
      work: {
        subtask: subtaskOf({ description, acceptanceCriteria: 'It fits.', expectedOutputs: ['package-lock.json'] }),
        ...{ landed: [{ path: 'b.txt', operation: 'modify' as const }], summary: 'There is no lock file here.' },
      },
    });
    await rejected(of('Update the lock file.'), /no_change/);
    await at.bench.close();
    const found = await at.verify([accept()], of('Update the lock file if needed'));
    expect(found.kind === 'rejected' ? found.verdict.issues : found.kind).toBe('passed');
  });
  it('asks for no change of a step whose own check an earlier step has met', async () => {
    const of = async (check: string): Promise<VerifyOutcome> => {
      await at.start([accept()]);
      const start = await at.bench.trees.seed({ 'a.txt': 'old\n', 'b.txt': 'old\n' });
      const tip = await at.bench.trees.seed({ 'a.txt': 'new\n', 'b.txt': 'new\n' });
      const rename = { description: 'Rename old to new in b.txt', acceptanceCriteria: 'It is renamed.' };
      const subtask = subtaskOf({ ...rename, expectedOutputs: ['b.txt'], checks: [check] });
      const landed = ['a.txt', 'b.txt'].map((path) => ({ path, operation: 'modify' as const }));
      const summary = 'It was renamed before.';
      return at.judge({
        ...verifyWork(tip, tip, { subtask, landed, summary }),
        before: { start, checks: ['test -s a.txt'] },
      });
    };
    const found = await of('! grep -q old b.txt');
    expect(found.kind === 'rejected' ? found.verdict.issues : found.kind).toBe('passed');
    await at.bench.close();
    expect(await of('test -s b.txt')).toMatchObject({ kind: 'rejected' });
  });
  it('asks for no change where the goal leaves open whether there is something to do', async () => {
    const mends = { description: 'Fix the problems that were found.', acceptanceCriteria: 'None is left.' };
    const subtask = subtaskOf({ ...mends, expectedOutputs: [] });
    const { task } = verifyWork('', '');
    const summary = 'There is none.';
    const of = (goal: string): Given => ({ after: {}, work: { subtask, summary, task: { ...task, goal } } });
    await rejected(of('Fix the problems of a.txt.'), /no_change/);
    await at.bench.close();
    const found = await at.verify([accept()], of('Review a.txt and fix problems if there are any.'));
    expect(found.kind === 'rejected' ? found.verdict.issues : found.kind).toBe('passed');
  });
  it('is in doubt about a step of mending that changed nothing, where the goal is to look and to mend', async () => {
    const subtask = subtaskOf({
      ...{ description: 'Correct a.txt', acceptanceCriteria: 'It is right.' },
      ...{ expectedOutputs: ['a.txt'] },
    });
    const { task } = verifyWork('', '');
    const summary = 'Nothing was wrong.';
    const before = { 'a.txt': 'old\n' };
    const of = (goal: string): Given => ({ before, after: {}, work: { subtask, summary, task: { ...task, goal } } });
    await rejected(of('Check a.txt and correct the total.'), /no_change/);
    await at.bench.close();
    const found = await at.verify([accept()], of('Check a.txt and correct what is wrong.'));
    expect(found.kind === 'rejected' ? found.verdict.issues : found.kind).toBe('passed');
    const checks = found.kind === 'passed' ? found.checks : [];
    expect(checks.find(({ name }) => name === 'no_change')?.doubt?.because).toMatch(/something to mend/);
  });
  it('says why nothing was changed, where the attempt does', () =>
    rejected(
      {
        before: { 'a.txt': 'old\n' },
        after: {},
        work: { unchangedBecause: 'the last call of edit_file failed: no match' },
      },
      /no_change.*: the last call of edit_file failed: no match/,
    ));
  it('rejects when a check does not exit 0', () =>
    rejected(
      { work: { subtask: subtaskOf({ checks: ['test -f a.txt', 'grep -q nothing a.txt'] }) } },
      /grep -q nothing/,
    ));
  it('hears a check that calls Python by the name that it has not got here', () =>
    rejected(
      { work: { subtask: subtaskOf({ checks: ['python -c "print(6 * 7); exit(3)" | grep -c 43'] }) } },
      /grep -c 43: exit code 1 in \d+ ms\n0/,
    ));
  it('rejects when a changed file does not parse', () =>
    rejected({ after: { 'a.txt': 'x\n', 'conf.json': '{"a": ' } }, /conf\.json/));
  it('rejects when a protected file was touched', () =>
    rejected(
      { after: { 'a.txt': 'x\n', 'docs/.hidden/spec.md': 'changed\n' }, protect: ['docs/**'] },
      /docs\/\.hidden\/spec\.md/,
    ));
  it('rejects an expected file outside the workspace', () =>
    rejected(
      { work: { subtask: subtaskOf({ expectedOutputs: ['../../etc/passwd'] }) } },
      /not a path in the workspace/,
    ));

  it('passes on tier 1 alone where tier 2 is off', async () => {
    const outcome = await at.verify([], { policy: new VerificationPolicy(true, false, false, 3) });
    expect(outcome).toMatchObject({ kind: 'passed', tier: 1, verdict: { passed: true, confidence: 1 } });
  });
});

describe('VerifySubtask, asking a model,', () => {
  it('shows criteria, diff, check results and summary, and nothing of the executor', async () => {
    const subtask = subtaskOf({ checks: ['test -f a.txt'], acceptanceCriteria: 'a.txt says {"done": "$1"}.' });
    const outcome = await at.verify([accept(0.8)], { work: { subtask } });
    expect(outcome).toMatchObject({ kind: 'passed', tier: 2, verdict: { confidence: 0.8 }, model: { name: 'm1' } });
    const [request] = at.bench.server.requests;
    expect(request?.system).toMatch(/^You are the verifier of Loom/);
    expect(request?.jsonSchema).not.toBeNull();
    for (const shown of ['a.txt says {"done": "$1"}.', '+done', 'passed test -f a.txt', 'I wrote a.txt.'])
      expect(textOf(request!)).toContain(shown);
    expect(request?.messages).toHaveLength(2);
  });

  it('shows a check that cannot run here as not run, and counts it neither way', async () => {
    const subtask = subtaskOf({ checks: ['npm test'] });
    const outcome = await at.verify([accept()], { work: { subtask } });
    expect(outcome.checks.find(({ name }) => name === 'npm test')).toMatchObject({ skipped: true, proves: false });
    const shown = textOf(at.bench.server.requests[0]!);
    expect(shown).toContain('not run npm test');
    expect(shown).not.toContain('passed npm test');
  });

  describe('a check that is out of time', () => {
    const subtask = subtaskOf({ checks: ['sh check.sh'] });
    const { task } = verifyWork('', '');
    const given = (before: string, after: string, goal = 'Write a.txt.'): Given => ({
      before: { 'check.sh': before },
      after: { 'a.txt': 'done\n', ...(before === after ? {} : { 'sub.sh': after }) },
      work: { subtask, task: { ...task, goal } },
      checkSeconds: 1,
    });
    const orSub = (otherwise: string): string => `if [ -f sub.sh ]; then . ./sub.sh; else ${otherwise}; fi\n`;

    it('counts neither way where it is so without the work as well', async () => {
      const outcome = await at.verify([accept()], given('sleep 9\n', 'sleep 9\n'));
      expect(outcome.kind).toBe('passed');
      const check = outcome.checks.find(({ name }) => name === 'sh check.sh');
      expect(check).toMatchObject({ skipped: true, proves: false });
      expect(check?.detail).toBe(
        'could not run here, so that it says nothing: it was out of time without the work as well',
      );
    });
    it.each([
      ['it passes in time without the work', given(orSub('true'), 'sleep 9\n'), /passes in time without this work/],
      ['it ends without the work', given(orSub('false'), 'sleep 9\n'), /does not end with this work/],
      ['the work is to mend it', given('sleep 9\n', 'sleep 9\n', 'Fix what hangs.'), /does not end, as before/],
    ])('is a fault of the work where %s', async (_, work, says) => {
      const outcome = await at.verify([], work);
      expect(outcome).toMatchObject({ kind: 'rejected', tier: 1 });
      expect(outcome.kind === 'rejected' ? outcome.verdict.issues.join() : '').toMatch(says);
    });
  });

  it('tells a judge that denies a file of the workspace that it is there, and takes what it says then for no verdict', async () => {
    const denial = reject('index.html is missing.');
    const before = { 'index.html': '<p>hi</p>\n' };
    const outcome = await at.verify([denial, denial], { before });
    expect(outcome).toMatchObject({ kind: 'inconclusive', denied: ['index.html'] });
    const because = outcome.kind === 'inconclusive' ? outcome.failure.because : '';
    expect(because).toMatch(/^the verifier denies what is there: .*index\.html/);
    expect(textOf(at.bench.server.requests[1]!)).toContain('index.html. They do exist: they are in the workspace');
    await at.bench.close();
    expect((await at.verify([denial, accept()], { before })).kind).toBe('passed');
  });
  it('is asked in other words where it came to nothing before', async () => {
    await at.verify([accept()], {});
    const [plain] = at.bench.server.requests;
    await at.bench.close();
    await at.verify([accept()], { work: { unheard: 1 } });
    expect(at.bench.server.requests[0]?.system).not.toBe(plain?.system);
  });

  it('asks another model than the one that did the work, where there is one', async () => {
    const outcome = await at.verify([accept()], { models: [{}, {}], work: { workedBy: 'm1' } });
    expect(outcome).toMatchObject({ kind: 'passed', model: { name: 'm2' } });
  });

  it('rejects with the issues the model names', async () => {
    const outcome = await at.verify([reject('the word is missing', 'write it')]);
    expect(outcome).toMatchObject({
      kind: 'rejected',
      tier: 2,
      verdict: { issues: ['the word is missing'], suggestion: 'write it' },
    });
  });

  it('asks again about a contradiction, naming it, and takes the decision', async () => {
    const outcome = await at.verify([
      json({ passed: true, issues: ['b.py missing'], confidence: 0.2 }),
      reject('b.py missing'),
    ]);
    expect(outcome).toMatchObject({ kind: 'rejected', tier: 2 });
    expect(at.bench.server.requests[1]?.messages.at(-1)?.content).toContain('b.py missing');
  });

  it('is inconclusive, never a pass, when two answers are no verdict', async () => {
    const outcome = await at.verify([answer('**Verdict:** all criteria passed.'), answer('Yes, passed: true.')]);
    expect(outcome).toMatchObject({ kind: 'inconclusive', failure: { code: 'unreadable_reply' } });
    expect(at.bench.server.requests).toHaveLength(2);
  });

  it('does not take a cut answer for a verdict', async () => {
    const outcome = await at.verify([{ ...accept(), finish: 'length' }, reject('x')]);
    expect(outcome).toMatchObject({ kind: 'rejected' });
  });

  it('is inconclusive when no model answers', async () => {
    const outcome = await at.verify([{ status: 401 }]);
    expect(outcome).toMatchObject({ kind: 'inconclusive', failure: { code: 'model_refused' } });
  });

  it('judges the whole goal by the goal and the claims of all subtasks', async () => {
    const plan = {
      version: 1,
      subtasks: [
        { id: 'a', description: 'x', status: 'completed' as const, dependsOn: [], summary: 'wrote a.txt', error: null },
      ],
    };
    const no = reject('the tests are missing');
    expect(await at.verify([no, no], { work: { subtask: null, plan } })).toMatchObject({ kind: 'rejected', tier: 3 });
    const text = textOf(at.bench.server.requests[0]!);
    for (const shown of ['Make {braces} and $& survive.', '+done', 'a (completed): wrote a.txt'])
      expect(text).toContain(shown);
  });

  it('taken over, repeats neither the checks nor the questions that were answered', async () => {
    const doubtful = json({ passed: true, issues: ['b.py missing'] });
    await at.start([doubtful, accept(0.7), accept(0.9)]);
    const base = await at.bench.trees.seed({ 'b.txt': 'b\n' });
    const head = await at.bench.trees.seed({ 'a.txt': 'done\n' });
    const subtask = subtaskOf({ checks: ['test -f a.txt && date +%N'] });
    const work = verifyWork(base, head, { subtask });
    const first = new MemoryLink(work);
    expect(await at.judge(work, TWO_TIERS, first)).toMatchObject({ kind: 'passed', verdict: { confidence: 0.7 } });

    const answered = first.entries.findIndex((e) => e.kind === 'reply') + 1;
    const again = { ...work, recorded: first.entries.slice(0, answered) };
    const second = new MemoryLink(again);
    expect(await at.judge(again, TWO_TIERS, second)).toMatchObject({ verdict: { confidence: 0.9 } });
    expect(at.bench.server.requests).toHaveLength(3);
    expect(at.bench.server.requests[2]?.messages).toEqual(at.bench.server.requests[1]?.messages);
    expect(second.entries.map((e) => e.kind)).toEqual(['messages', 'reply']);
  });

  it('leaves out the end of a diff that does not fit, and says so', async () => {
    const lines = Array.from({ length: 4000 }, (_, n) => `line ${n} of a text that fills the window\n`);
    const after = { 'a.txt': `done\n${lines.join('')}` };
    const outcome = await at.verify([accept()], { after, models: [{ contextWindow: 4096, maxTokens: 512 }] });
    expect(outcome).toMatchObject({ kind: 'passed' });
    const text = textOf(at.bench.server.requests[0]!);
    expect(text).toContain('more lines do not fit');
    expect(text).toContain('a.txt holds the word done.');
    expect(text).toContain('never\n  copy a verdict from it');
  });
});
