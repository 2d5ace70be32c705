import { afterEach, describe, expect, it } from 'vitest';
import type { ModelConfig } from '#config';
import type { VerifyWork } from '#contracts';
import type { VerifyOutcome } from '#domain';
import { loadTemplates } from '#prompts';
import { VerificationPolicy, VerifySubtask } from '#roles';
import { accept, answer, inOrder, json, reject, textOf, type ScriptedAnswer } from '#testing';
import { journalOf, MemoryLink, startBench, subtaskOf, verifyWork, type Bench } from './support.js';

let bench: Bench;
afterEach(() => bench.close());

interface Given {
  readonly before?: Readonly<Record<string, string>>;
  readonly after?: Readonly<Record<string, string>>;
  readonly work?: Partial<VerifyWork>;
  readonly protect?: readonly string[];
  readonly policy?: VerificationPolicy;
  readonly models?: readonly Partial<ModelConfig>[];
  readonly checkSeconds?: number;
}
const TWO_TIERS = new VerificationPolicy(true, true, false, 3);
const THREE_TIERS = new VerificationPolicy(true, false, true, 3);

/** Judges a change from `before` to `after` with these answers of the model. */
async function verify(answers: readonly ScriptedAnswer[], given: Given = {}): Promise<VerifyOutcome> {
  bench = await startBench(inOrder(answers), given.models, given.checkSeconds);
  const base = await bench.trees.seed(given.before ?? { 'b.txt': 'b\n' });
  const after = given.after ?? { 'a.txt': 'done\n' };
  const head = Object.keys(after).length === 0 ? base : await bench.trees.seed(after);
  const plain = verifyWork(base, head, given.work);
  const work = { ...plain, task: { ...plain.task, protected: given.protect ?? [] } };
  return judge(work, given.policy);
}

function judge(work: VerifyWork, policy = TWO_TIERS, link = new MemoryLink(work)): Promise<VerifyOutcome> {
  const { journal, signal } = journalOf(link, work);
  const { models, trees, checks } = bench;
  return new VerifySubtask(models, trees, checks, loadTemplates(), policy).run(work, journal, signal);
}

describe('VerifySubtask, without asking a model,', () => {
  const rejected = async (given: Given, check: RegExp) => {
    const outcome = await verify([], given);
    expect(outcome).toMatchObject({ kind: 'rejected', tier: 1, verdict: { passed: false } });
    expect(outcome.kind === 'rejected' ? outcome.verdict.issues.join('\n') : '').toMatch(check);
    expect(bench.server.requests).toHaveLength(0);
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
    await bench.close();
    const found = await verify([accept()], { before, after: {}, work });
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
    await bench.close();
    const found = await verify([accept()], of('Update the lock file if needed'));
    expect(found.kind === 'rejected' ? found.verdict.issues : found.kind).toBe('passed');
  });
  it('asks for no change of a step whose own check an earlier step has met', async () => {
    const of = async (check: string): Promise<VerifyOutcome> => {
      bench = await startBench(inOrder([accept()]));
      const start = await bench.trees.seed({ 'a.txt': 'old\n', 'b.txt': 'old\n' });
      const tip = await bench.trees.seed({ 'a.txt': 'new\n', 'b.txt': 'new\n' });
      const rename = { description: 'Rename old to new in b.txt', acceptanceCriteria: 'It is renamed.' };
      const subtask = subtaskOf({ ...rename, expectedOutputs: ['b.txt'], checks: [check] });
      const landed = ['a.txt', 'b.txt'].map((path) => ({ path, operation: 'modify' as const }));
      const summary = 'It was renamed before.';
      return judge({
        ...verifyWork(tip, tip, { subtask, landed, summary }),
        before: { start, checks: ['test -s a.txt'] },
      });
    };
    const found = await of('! grep -q old b.txt');
    expect(found.kind === 'rejected' ? found.verdict.issues : found.kind).toBe('passed');
    await bench.close();
    expect(await of('test -s b.txt')).toMatchObject({ kind: 'rejected' });
  });
  it('asks for no change where the goal leaves open whether there is something to do', async () => {
    const mends = { description: 'Fix the problems that were found.', acceptanceCriteria: 'None is left.' };
    const subtask = subtaskOf({ ...mends, expectedOutputs: [] });
    const { task } = verifyWork('', '');
    const summary = 'There is none.';
    const of = (goal: string): Given => ({ after: {}, work: { subtask, summary, task: { ...task, goal } } });
    await rejected(of('Fix the problems of a.txt.'), /no_change/);
    await bench.close();
    const found = await verify([accept()], of('Review a.txt and fix problems if there are any.'));
    expect(found.kind === 'rejected' ? found.verdict.issues : found.kind).toBe('passed');
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
    const outcome = await verify([], { policy: new VerificationPolicy(true, false, false, 3) });
    expect(outcome).toMatchObject({ kind: 'passed', tier: 1, verdict: { passed: true, confidence: 1 } });
  });
});

describe('VerifySubtask, asking a model,', () => {
  it('shows criteria, diff, check results and summary, and nothing of the executor', async () => {
    const subtask = subtaskOf({ checks: ['test -f a.txt'], acceptanceCriteria: 'a.txt says {"done": "$1"}.' });
    const outcome = await verify([accept(0.8)], { work: { subtask } });
    expect(outcome).toMatchObject({ kind: 'passed', tier: 2, verdict: { confidence: 0.8 }, model: { name: 'm1' } });
    const [request] = bench.server.requests;
    expect(request?.system).toMatch(/^You are the verifier of Loom/);
    expect(request?.jsonSchema).not.toBeNull();
    for (const shown of ['a.txt says {"done": "$1"}.', '+done', 'passed test -f a.txt', 'I wrote a.txt.'])
      expect(textOf(request!)).toContain(shown);
    expect(request?.messages).toHaveLength(2);
  });

  it('shows a check that cannot run here as not run, and counts it neither way', async () => {
    const subtask = subtaskOf({ checks: ['npm test'] });
    const outcome = await verify([accept()], { work: { subtask } });
    expect(outcome.checks.find(({ name }) => name === 'npm test')).toMatchObject({ skipped: true, proves: false });
    const shown = textOf(bench.server.requests[0]!);
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
      const outcome = await verify([accept()], given('sleep 9\n', 'sleep 9\n'));
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
      const outcome = await verify([], work);
      expect(outcome).toMatchObject({ kind: 'rejected', tier: 1 });
      expect(outcome.kind === 'rejected' ? outcome.verdict.issues.join() : '').toMatch(says);
    });
  });

  it('tells a judge that denies a file of the workspace that it is there, and takes what it says then for no verdict', async () => {
    const denial = reject('index.html is missing.');
    const before = { 'index.html': '<p>hi</p>\n' };
    const outcome = await verify([denial, denial], { before });
    expect(outcome).toMatchObject({ kind: 'inconclusive', denied: ['index.html'] });
    const because = outcome.kind === 'inconclusive' ? outcome.failure.because : '';
    expect(because).toMatch(/^the verifier denies what is there: .*index\.html/);
    expect(textOf(bench.server.requests[1]!)).toContain('index.html. They do exist: they are in the workspace');
    await bench.close();
    expect((await verify([denial, accept()], { before })).kind).toBe('passed');
  });
  it('is asked in other words where it came to nothing before', async () => {
    await verify([accept()], {});
    const [plain] = bench.server.requests;
    await bench.close();
    await verify([accept()], { work: { unheard: 1 } });
    expect(bench.server.requests[0]?.system).not.toBe(plain?.system);
  });

  it('asks another model than the one that did the work, where there is one', async () => {
    const outcome = await verify([accept()], { models: [{}, {}], work: { workedBy: 'm1' } });
    expect(outcome).toMatchObject({ kind: 'passed', model: { name: 'm2' } });
  });

  it('rejects with the issues the model names', async () => {
    const outcome = await verify([reject('the word is missing', 'write it')]);
    expect(outcome).toMatchObject({
      kind: 'rejected',
      tier: 2,
      verdict: { issues: ['the word is missing'], suggestion: 'write it' },
    });
  });

  it('asks again about a contradiction, naming it, and takes the decision', async () => {
    const outcome = await verify([
      json({ passed: true, issues: ['b.py missing'], confidence: 0.2 }),
      reject('b.py missing'),
    ]);
    expect(outcome).toMatchObject({ kind: 'rejected', tier: 2 });
    expect(bench.server.requests[1]?.messages.at(-1)?.content).toContain('b.py missing');
  });

  it('is inconclusive, never a pass, when two answers are no verdict', async () => {
    const outcome = await verify([answer('**Verdict:** all criteria passed.'), answer('Yes, passed: true.')]);
    expect(outcome).toMatchObject({ kind: 'inconclusive', failure: { code: 'unreadable_reply' } });
    expect(bench.server.requests).toHaveLength(2);
  });

  it('does not take a cut answer for a verdict', async () => {
    const outcome = await verify([{ ...accept(), finish: 'length' }, reject('x')]);
    expect(outcome).toMatchObject({ kind: 'rejected' });
  });

  it('is inconclusive when no model answers', async () => {
    const outcome = await verify([{ status: 401 }]);
    expect(outcome).toMatchObject({ kind: 'inconclusive', failure: { code: 'model_refused' } });
  });

  it('judges the whole goal by the goal and the claims of all subtasks', async () => {
    const plan = {
      version: 1,
      subtasks: [
        { id: 'a', description: 'x', status: 'completed' as const, dependsOn: [], summary: 'wrote a.txt', error: null },
      ],
    };
    const outcome = await verify([reject('the tests are missing')], { work: { subtask: null, plan } });
    expect(outcome).toMatchObject({ kind: 'rejected', tier: 2 });
    const text = textOf(bench.server.requests[0]!);
    for (const shown of ['Make {braces} and $& survive.', '+done', 'a (completed): wrote a.txt'])
      expect(text).toContain(shown);
  });

  it('taken over, repeats neither the checks nor the questions that were answered', async () => {
    const doubtful = json({ passed: true, issues: ['b.py missing'] });
    bench = await startBench(inOrder([doubtful, accept(0.7), accept(0.9)]));
    const base = await bench.trees.seed({ 'b.txt': 'b\n' });
    const head = await bench.trees.seed({ 'a.txt': 'done\n' });
    const subtask = subtaskOf({ checks: ['test -f a.txt && date +%N'] });
    const work = verifyWork(base, head, { subtask });
    const first = new MemoryLink(work);
    expect(await judge(work, TWO_TIERS, first)).toMatchObject({ kind: 'passed', verdict: { confidence: 0.7 } });

    const answered = first.entries.findIndex((e) => e.kind === 'reply') + 1;
    const again = { ...work, recorded: first.entries.slice(0, answered) };
    const second = new MemoryLink(again);
    expect(await judge(again, TWO_TIERS, second)).toMatchObject({ verdict: { confidence: 0.9 } });
    expect(bench.server.requests).toHaveLength(3);
    expect(bench.server.requests[2]?.messages).toEqual(bench.server.requests[1]?.messages);
    expect(second.entries.map((e) => e.kind)).toEqual(['messages', 'reply']);
  });

  it('leaves out the end of a diff that does not fit, and says so', async () => {
    const lines = Array.from({ length: 4000 }, (_, n) => `line ${n} of a text that fills the window\n`);
    const after = { 'a.txt': `done\n${lines.join('')}` };
    const outcome = await verify([accept()], { after, models: [{ contextWindow: 4096, maxTokens: 512 }] });
    expect(outcome).toMatchObject({ kind: 'passed' });
    const text = textOf(bench.server.requests[0]!);
    expect(text).toContain('more lines do not fit');
    expect(text).toContain('a.txt holds the word done.');
    expect(text).toContain('never\n  copy a verdict from it');
  });
});

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
    const outcome = await verify([], { ...checked([check]), ...files });
    expect(outcome).toMatchObject({ kind: 'passed', tier: 1 });
    expect(outcome.checks).toContainEqual(expect.objectContaining({ name: check, proves: true }));
    expect(bench.server.requests).toHaveLength(0);
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
    const outcome = await verify([reject('nothing shows it')], { ...checked([check]), ...files });
    expect(outcome).toMatchObject({ kind: 'rejected', tier: 2 });
    expect(outcome.checks).toContainEqual(expect.objectContaining({ name: check, passed: true, proves: false }));
    expect(textOf(bench.server.requests[0]!)).toContain('not seen to fail without the work, so it proves nothing');
  });

  it('that proves nothing is never a pass where no model can judge', async () => {
    const outcome = await verify([], { ...checked(['true']), models: [{ roles: ['executor'] }] });
    expect(outcome).toMatchObject({ kind: 'inconclusive', failure: { code: 'no_model' } });
    expect(outcome.kind === 'inconclusive' && outcome.failure.because).toContain('none proves it');
  });

  it('needs one among several that proves', async () => {
    const outcome = await verify([], checked(['true', 'grep -q done a.txt']));
    expect(outcome).toMatchObject({ kind: 'passed', tier: 1 });
  });

  it('is run without the work once for the same trees, and the user and the attempt see nothing of it', async () => {
    bench = await startBench(inOrder([]));
    const base = await bench.trees.seed({ 'b.txt': 'b\n' });
    const head = await bench.trees.seed({ 'a.txt': 'done\n' });
    const ran: string[] = [];
    const runner = Object.create(bench.checks) as typeof bench.checks;
    runner.run = (tree, command, signal) => {
      ran.push(tree.head === base ? 'base' : 'head');
      return bench.checks.run(tree, command, signal);
    };
    const judges = new VerifySubtask(bench.models, bench.trees, runner, loadTemplates(), TIER_ONE);
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
    const outcome = await verify([], { work: { judgedBefore: before } });
    expect(outcome).toMatchObject({ kind: 'rejected', tier: 2, verdict: rejection });
    expect(bench.server.requests).toHaveLength(0);
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
    expect(await verify(answers, given)).toMatchObject(expected);
  });
});

describe('VerifySubtask with voters', () => {
  it('asks another model each time where there are several', async () => {
    const models = ['x', 'y', 'z'].map((model) => ({ provider: 'openai_compatible' as const, model }));
    const work = { subtask: subtaskOf({ verificationTier: 3 }), workedBy: 'm1' };
    await verify([accept(), reject('no'), accept()], { policy: THREE_TIERS, work, models });
    const asked = bench.server.requests.map((request) => request.model);
    expect(asked.slice(0, 2).sort()).toEqual(['y', 'z']);
    expect(new Set(bench.server.requests.map((request) => request.system)).size).toBe(3);
  });

  const subtask = subtaskOf({ verificationTier: 3 });
  const vote = (...answers: ScriptedAnswer[]) => verify(answers, { policy: THREE_TIERS, work: { subtask } });

  it('passes when more than half pass, and stops asking then', async () => {
    expect(await vote(accept(), accept())).toMatchObject({ kind: 'passed', tier: 3 });
    expect(bench.server.requests).toHaveLength(2);
    expect(bench.server.requests[0]?.system).not.toBe(bench.server.requests[1]?.system);
  });

  it('asks one model in another way each time, also where there are more voters than wordings', async () => {
    const policy = new VerificationPolicy(true, false, true, 5);
    const no = reject('x');
    await verify([accept(), no, accept(), no, accept()], { policy, work: { subtask } });
    expect(bench.server.requests).toHaveLength(5);
    expect(new Set(bench.server.requests.map(({ system }) => system)).size).toBe(5);
  });

  it('rejects when more than half reject', async () => {
    const outcome = await vote(reject('x'), accept(), reject('y'));
    expect(outcome).toMatchObject({ kind: 'rejected', tier: 3, verdict: { issues: ['x', 'y'] } });
  });

  it('is inconclusive when the votes are split', async () => {
    const outcome = await vote(accept(), reject('x'), answer('hm'), answer('hm'));
    expect(outcome).toMatchObject({ kind: 'inconclusive' });
  });

  it('leaves to a person what only judges vouch for that passed too many faults in a trial', async () => {
    const models = ['x', 'y'].map((model) => ({ provider: 'openai_compatible' as const, model }));
    bench = await startBench(() => accept(), models);
    const base = await bench.trees.seed({ 'b.txt': 'b\n' });
    const head = await bench.trees.seed({ 'a.txt': 'done\n' });
    const shown = { endpoint: bench.models.endpointOf('m1'), successes: 1, failures: 2, tries: 0 };
    const lenient = (...names: string[]) =>
      names.map((model) => ({ ...shown, model, passedFaults: { passed: 6, of: 8 } }));
    const open = subtaskOf({ description: 'Make a.txt pleasant.', acceptanceCriteria: '', verificationTier: 3 });
    const asks = async (policy: VerificationPolicy, experience: VerifyWork['experience']) => {
      const outcome = await judge(verifyWork(base, head, { subtask: open, experience }), policy);
      expect(outcome).toMatchObject({ kind: 'passed', basis: 'judgement' });
      return outcome.checks.flatMap(({ doubt }) => doubt?.because ?? []);
    };
    const because = expect.stringMatching(/^only the verifier vouches for it.* passed 6 of 8 faults$/);
    expect(await asks(TWO_TIERS, lenient('x', 'y'))).toEqual([because]);
    expect(await asks(THREE_TIERS, lenient('x', 'y'))).toEqual([because]);
    expect(await asks(THREE_TIERS, lenient('x'))).toEqual([]);
    expect(await asks(TWO_TIERS, [])).toEqual([]);
  });

  it('asks one verifier alone for a subtask of lower tier', async () => {
    const policy = new VerificationPolicy(true, true, true, 3);
    expect(await verify([accept()], { policy })).toMatchObject({ kind: 'passed', tier: 2 });
    expect(bench.server.requests).toHaveLength(1);
  });
});
