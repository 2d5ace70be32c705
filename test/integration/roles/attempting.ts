import { afterEach } from 'vitest';
import type { AttemptEntry, ExecuteWork } from '#contracts';
import type { ExecuteOutcome } from '#domain';
import { loadTemplates } from '#prompts';
import { ExecuteSubtask } from '#roles';
import { byTurn, call, type Script, type ScriptedAnswer } from '#testing';
import { executeWork, journalOf, MemoryLink, startBench, type Bench } from './support.js';

export const write = (content = 'done\n', path = 'a.txt') => call('write_file', { path, content });
export const inTurn = (...steps: ScriptedAnswer[]): Script => byTurn(steps);
/** Ids of calls are minted anew for each reply. */
export const withoutIds = (messages: unknown): string =>
  JSON.stringify(messages).replace(/"(id|tool_call_id)":"\w+"/g, '');
export const kinds = (entries: readonly AttemptEntry[]) => entries.map((e) => e.kind).filter((kind) => kind !== 'note');

interface Attempted {
  readonly outcome: ExecuteOutcome;
  readonly link: MemoryLink;
  readonly work: ExecuteWork;
}
export interface Attempting {
  /** Set up by a test, or by `attempt`; closed after each test. */
  bench: Bench;
  /** Starts a bench with this model and carries a subtask out in a folder that holds b.txt. */
  attempt(script: Script, given?: Partial<ExecuteWork>, link?: MemoryLink): Promise<Attempted & { base: string }>;
  execute(work: ExecuteWork, link: MemoryLink): Promise<Attempted>;
}

/** The executor over real trees, for the tests of one file. */
export function attempting(): Attempting {
  const attempts: Attempting = {
    bench: undefined as unknown as Bench,
    attempt: async (script, given = {}, link = new MemoryLink()) => {
      attempts.bench = await startBench(script);
      const base = await attempts.bench.trees.seed({ 'b.txt': 'b\n' });
      return { ...(await attempts.execute(executeWork(base, given), link)), base };
    },
    execute: async (work, link) => {
      const { models, trees, tools, clock } = attempts.bench;
      const { journal, signal } = journalOf(link, work);
      const outcome = await new ExecuteSubtask(models, trees, tools, loadTemplates(), clock).run(work, journal, signal);
      return { outcome, link, work };
    },
  };
  afterEach(() => attempts.bench.close());
  return attempts;
}
