import { describe, expect, it } from 'vitest';
import type { VerifyWork } from '#contracts';
import { loadTemplates } from '#prompts';
import { VerificationPolicy, VerifySubtask, type BrokenRule } from '#roles';
import { accept } from '#testing';
import { judging } from './judging.js';
import { journalOf, MemoryLink, subtaskOf, verifyWork } from './support.js';

/* A rule that throws is a defect of Loom: the verification has a result without its word. */

const at = judging();
const TIER_ONE = new VerificationPolicy(true, false, false, 3);

/** What one of the rules reads of the work throws. */
function breakingAt(key: keyof VerifyWork, work: VerifyWork): VerifyWork {
  const get = (): never => {
    throw new SyntaxError(`Invalid regular expression: /${work.task.goal}/`);
  };
  return Object.defineProperty({ ...work }, key, { get });
}

async function judged(after: Record<string, string>, policy?: VerificationPolicy) {
  await at.start(() => accept());
  const [base, head] = [await at.bench.trees.seed({}), await at.bench.trees.seed(after)];
  const subtask = subtaskOf({ description: 'Write a.txt.', acceptanceCriteria: 'Nothing else.' });
  const whole = verifyWork(base, head, { subtask, summary: 'I wrote a.txt.' });
  const work = breakingAt('takenAway', { ...whole, task: { ...whole.task, goal: 'Write a.txt. The key is hunter2.' } });
  const link = new MemoryLink(work);
  const { journal, signal } = journalOf(link, work);
  const broken: BrokenRule[] = [];
  const { models, trees, checks } = at.bench;
  const judge = new VerifySubtask(models, trees, checks, loadTemplates(), policy ?? TIER_ONE, (one) =>
    broken.push(one),
  );
  return { outcome: await judge.run(work, journal, signal), broken, link };
}

describe('a rule that breaks off', () => {
  it('leaves the verdict to the others, and is told of in the evidence and to who keeps the log', async () => {
    const { outcome, broken, link } = await judged({ 'a.txt': 'done\n' });
    expect(outcome).toMatchObject({ kind: 'passed', tier: 1 });
    expect(broken).toMatchObject([{ taskId: 'task', subtaskId: 'a' }]);
    expect(broken[0]?.because).toMatch(/says nothing: SyntaxError/);
    expect(JSON.stringify(broken)).not.toContain('hunter2');
    const [entry] = link.entries;
    expect(entry).toMatchObject({ kind: 'checks' });
    expect(entry?.kind === 'checks' && entry.checks.filter(({ skipped }) => skipped === true)).toHaveLength(1);
  });

  it('does not keep another from failing the work', async () => {
    const { outcome } = await judged({ 'b.txt': 'done\n' });
    expect(outcome).toMatchObject({ kind: 'rejected', tier: 1 });
  });

  it('is shown to the model that judges as one that was not run', async () => {
    const { outcome } = await judged({ 'a.txt': 'done\n' }, new VerificationPolicy(true, true, false, 3));
    expect(outcome).toMatchObject({ kind: 'passed', tier: 2 });
    expect(JSON.stringify(at.bench.server.requests.map(({ body }) => body))).toContain('broke off and says nothing');
  });
});
