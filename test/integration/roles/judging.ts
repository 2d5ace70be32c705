import { afterEach } from 'vitest';
import type { ModelConfig } from '#config';
import type { VerifyWork } from '#contracts';
import type { VerifyOutcome } from '#domain';
import { loadTemplates } from '#prompts';
import { VerificationPolicy, VerifySubtask } from '#roles';
import { inOrder, type Script, type ScriptedAnswer } from '#testing';
import { journalOf, MemoryLink, startBench, verifyWork, type Bench } from './support.js';

export interface Given {
  readonly before?: Readonly<Record<string, string>>;
  readonly after?: Readonly<Record<string, string>>;
  readonly work?: Partial<VerifyWork>;
  readonly protect?: readonly string[];
  readonly policy?: VerificationPolicy;
  readonly models?: readonly Partial<ModelConfig>[];
  readonly checkSeconds?: number;
}

const TWO_TIERS = new VerificationPolicy(true, true, false, 3);

export interface Judging {
  /** Of the last `start`; closed after each test. */
  readonly bench: Bench;
  start(model: readonly ScriptedAnswer[] | Script, given?: Pick<Given, 'models' | 'checkSeconds'>): Promise<Bench>;
  /** Judges a change from `before` to `after` with these answers of the model. */
  verify(answers: readonly ScriptedAnswer[], given?: Given): Promise<VerifyOutcome>;
  judge(work: VerifyWork, policy?: VerificationPolicy, link?: MemoryLink): Promise<VerifyOutcome>;
}

/** The verifier over real trees, for the tests of one file. */
export function judging(): Judging {
  let bench: Bench;
  afterEach(() => bench.close());
  const judge: Judging['judge'] = (work, policy = TWO_TIERS, link = new MemoryLink(work)) => {
    const { journal, signal } = journalOf(link, work);
    const { models, trees, checks } = bench;
    return new VerifySubtask(models, trees, checks, loadTemplates(), policy).run(work, journal, signal);
  };
  const start: Judging['start'] = async (model, { models, checkSeconds } = {}) =>
    (bench = await startBench(typeof model === 'function' ? model : inOrder(model), models, checkSeconds));
  return {
    get bench() {
      return bench;
    },
    start,
    judge,
    verify: async (answers, given = {}) => {
      await start(answers, given);
      const base = await bench.trees.seed(given.before ?? { 'b.txt': 'b\n' });
      const after = given.after ?? { 'a.txt': 'done\n' };
      const head = Object.keys(after).length === 0 ? base : await bench.trees.seed(after);
      const plain = verifyWork(base, head, given.work);
      return judge({ ...plain, task: { ...plain.task, protected: given.protect ?? [] } }, given.policy);
    },
  };
}
