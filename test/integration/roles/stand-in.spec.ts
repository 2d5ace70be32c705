import { afterEach, describe, expect, it } from 'vitest';
import type { VerifyWork } from '#contracts';
import type { VerifyOutcome } from '#domain';
import { loadTemplates } from '#prompts';
import { ExecuteSubtask, VerificationPolicy } from '#roles';
import { accept, byTurn, call, finish, reject, textOf, type ScriptedReply } from '#testing';
import { judging } from './judging.js';
import { executeWork, journalOf, MemoryLink, startBench, subtaskOf, verifyWork, type Bench } from './support.js';

const at = judging();
const TIER_ONE = new VerificationPolicy(true, false, false, 3);
const GUESS = 'quotes_by_author.md';
const subtask = subtaskOf({
  description: 'Group the quotes.',
  acceptanceCriteria: 'Both authors are there.',
  expectedOutputs: [GUESS],
  checks: [],
});
const { task } = verifyWork('', '');
const said = (goal: string): VerifyWork['task'] => ({ ...task, goal });

/** The verdict on quotes.md, which was made in place of the planned file. */
function judged(answer: ScriptedReply, given: Partial<VerifyWork> = {}, policy?: VerificationPolicy) {
  const work: Partial<VerifyWork> = {
    ...{ subtask, task: said('Group the quotes in a nice file.'), summary: 'All are grouped.' },
    ...{ unmade: [GUESS], others: [] },
    ...given,
  };
  const after = { 'b.txt': 'b\n', 'quotes.md': '# Ada\n' };
  return at.verify([answer], { after, work, ...(policy === undefined ? {} : { policy }) });
}
const missing = (outcome: VerifyOutcome): boolean =>
  outcome.kind === 'rejected' && outcome.tier === 1 && outcome.verdict.issues.some((issue) => issue.includes(GUESS));

describe('a file in place of one that the plan alone has named', () => {
  it('passes where the judge, who is asked for that, agrees, and the result says which it is', async () => {
    const outcome = await judged(accept());
    expect(outcome).toMatchObject({ kind: 'passed', tier: 2 });
    const standIn = { output: GUESS, path: 'quotes.md' };
    expect(outcome.checks).toContainEqual(expect.objectContaining({ passed: true, standIn }));
    const asked = at.bench.server.requests.map(textOf).join('\n');
    expect(asked).toContain(`TO BE JUDGED expected_output ${GUESS}`);
    expect(asked).toContain('does quotes.md do what the subtask asks?');
  });

  it('is rejected where the judge does not agree', async () => {
    const outcome = await judged(reject('Both authors are there: Grace is not.'));
    expect(outcome).toMatchObject({ kind: 'rejected', tier: 2 });
  });

  it('is judged where no judge is asked otherwise', async () => {
    const proven = { ...subtask, checks: ['test -e quotes.md'] };
    expect(await judged(accept(), { subtask: proven }, TIER_ONE)).toMatchObject({ kind: 'passed', tier: 2 });
    expect(at.bench.server.requests).toHaveLength(1);
  });

  it('is held to the checks of the plan, which are run with its name', async () => {
    const checked = (name: string): Partial<VerifyWork> => ({
      subtask: { ...subtask, checks: [`grep -q ${name} ${GUESS}`] },
    });
    expect(await judged(accept(), checked('Ada'))).toMatchObject({ kind: 'passed', tier: 2 });
    expect(await judged(accept(), checked('Grace'))).toMatchObject({ kind: 'rejected', tier: 1 });
  });

  it.each<[string, Partial<VerifyWork>]>([
    ['the user has named the file', { task: said(`Group the quotes in ${GUESS}.`) }],
    ['the user has named it later', { instructions: [{ id: 1, text: `Call it ${GUESS}.`, at: '' }] }],
    ['the context names it', { task: { ...task, goal: 'Group the quotes.', context: { file: GUESS } } }],
    ['another step needs it', { others: [subtaskOf({ description: `Link ${GUESS}.` })] }],
    ['another step is to make the one that is there', { others: [subtaskOf({ expectedOutputs: ['quotes.md'] })] }],
    ['the worker was not told', { unmade: [] }],
    ['nobody knows the other steps', { others: undefined }],
    ['two are missing', { subtask: { ...subtask, expectedOutputs: [GUESS, 'o.md'] }, unmade: [GUESS, 'o.md'] }],
  ])('is not enough where %s', async (_, given) => {
    expect(missing(await judged(accept(), given)) || given.unmade?.length === 2).toBe(true);
    expect(at.bench.server.requests).toHaveLength(0);
  });

  it('is not enough where a file of the result needs the name', async () => {
    const work = { subtask, task: said('Group the quotes.'), unmade: [GUESS], others: [] };
    const after = { 'quotes.md': '# Ada\n', 'README.md': `See [all](${GUESS}).\n` };
    expect(missing(await at.verify([accept()], { after, work }))).toBe(true);
  });

  it('is not enough where it is empty, or nothing was made', async () => {
    const work = { subtask, task: said('Group the quotes.'), unmade: [GUESS], others: [] };
    expect(await at.verify([accept()], { after: { 'quotes.md': '' }, work })).toMatchObject({
      kind: 'rejected',
      tier: 1,
    });
    expect(await at.verify([accept()], { after: {}, work })).toMatchObject({ kind: 'rejected', tier: 1 });
  });
});

describe('a planned file that the work has done away with', () => {
  const description = 'Clean requirements.txt up.';
  const spec = subtaskOf({ description, expectedOutputs: ['requirements.txt', 'setup.cfg'] });

  /** The verdict on a tree without the file that was there. */
  async function judgedFor(goal: string): Promise<VerifyOutcome> {
    await at.start([accept()]);
    const { trees } = at.bench;
    const head = await trees.seed({ 'setup.cfg': 'needs nothing\n' });
    const base = await trees.seed({ 'requirements.txt': 'requests\n', 'setup.cfg': 'needs requests\n' });
    const work = { subtask: spec, task: said(goal), summary: 'No package is needed any more.', others: [] };
    return at.judge(verifyWork(base, head, work));
  }

  it('is left to the judge', async () => {
    const outcome = await judgedFor('Get rid of the package requests.');
    expect(outcome).toMatchObject({ kind: 'passed', tier: 2 });
    const standIn = { output: 'requirements.txt', path: null };
    expect(outcome.checks).toContainEqual(expect.objectContaining({ passed: true, standIn }));
  });

  it('is missed where the user speaks of it', async () => {
    const outcome = await judgedFor('Sort requirements.txt, remove what is unused.');
    expect(outcome).toMatchObject({ kind: 'rejected', tier: 1 });
  });
});

describe('a worker that ends without a planned file', () => {
  let bench: Bench;
  afterEach(() => bench.close());
  const run = async (...turns: ScriptedReply[]) => {
    bench = await startBench(byTurn(turns));
    const work = executeWork(await bench.trees.seed({ 'b.txt': 'b\n' }), { subtask });
    const { journal, signal } = journalOf(new MemoryLink(), work);
    const { models, trees, tools, clock } = bench;
    return new ExecuteSubtask(models, trees, tools, loadTemplates(), clock).run(work, journal, signal);
  };
  const write = (path: string): ScriptedReply => call('write_file', { path, content: '# Ada\n' });

  it('is told once, and what it then leaves out is reported', async () => {
    expect(await run(write('quotes.md'), finish('done'), finish('done'))).toMatchObject({
      ...{ kind: 'claimed_done', ended: 'finish', unmade: [GUESS] },
    });
    expect(bench.server.requests.map(textOf).join('\n')).toContain(`not there yet: ${GUESS}`);
  });

  it('leaves nothing out that it makes when it is told', async () => {
    const outcome = await run(write('quotes.md'), finish('done'), write(GUESS), finish('done'));
    expect(outcome).toMatchObject({ kind: 'claimed_done', ended: 'finish' });
    expect(outcome).not.toHaveProperty('unmade');
  });

  it('is told nothing where all is there', async () => {
    await run(write(GUESS), finish('done'));
    expect(bench.server.requests).toHaveLength(2);
  });
});
