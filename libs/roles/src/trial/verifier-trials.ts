import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  WorkerLink,
  type Heard,
  type HoldAnswer,
  type Lease,
  type ModelKey,
  type Recollection,
  type VerifierTrial,
  type VerifyWork,
} from '#contracts';
import { LoomError, type VerifyOutcome } from '#domain';
import type { Templates } from '#prompts';
import { Journal } from '../journal.js';
import type { AttemptTrees, CheckRunner } from '../ports/attempt-trees.js';
import { SystemClock } from '../ports/clock.js';
import type { ModelClient } from '../ports/model-client.js';
import { VerificationPolicy, VerifySubtask } from '../verify/verify-subtask.js';
import type { Files, TrialCase } from './trial-cases.js';

/** What trials are held with: the same trees, checks and prompts as work. */
export interface TrialBench {
  readonly trees: AttemptTrees;
  readonly runner: CheckRunner;
  readonly templates: Templates;
  /** Commits the files as a workspace of their own. */
  seed(files: Files): Promise<{ workspaceId: string; commit: string }>;
}

/** A case as trees that can be judged. */
export interface PreparedCase {
  readonly of: TrialCase;
  readonly workspaceId: string;
  readonly base: string;
  readonly head: string;
}

export type Judgement = 'right' | 'caught_by_checks' | 'false_accept' | 'false_reject' | 'inconclusive';

/** Both tiers whatever the configuration says: what is measured is the model beside the checks. */
const POLICY = new VerificationPolicy(true, true, false, 1);
const EPOCH = 1;

/** Holds trials of verifiers over work whose worth is known. */
export class VerifierTrials {
  constructor(private readonly bench: TrialBench) {}

  async prepare(of: TrialCase): Promise<PreparedCase> {
    const { workspaceId, commit: base } = await this.bench.seed(of.before);
    const attemptId = attemptIdOf(of);
    const wish = { workspaceId, taskId: 'trial', attemptId, epoch: EPOCH, base, head: base };
    const tree = await this.bench.trees.open(wish);
    try {
      for (const [path, text] of Object.entries(of.after)) {
        const place = join(tree.root, path);
        if (text === null) {
          await rm(place, { force: true });
          continue;
        }
        await mkdir(dirname(place), { recursive: true });
        await writeFile(place, text);
      }
      return { of, workspaceId, base, head: (await tree.snapshot()).commit };
    } finally {
      await tree.close();
    }
  }

  /** How a verifier judges a case that `claim` says is done. @throws the signal's reason when aborted. */
  async judge(
    prepared: PreparedCase,
    verifier: ModelClient,
    claim: string,
    workedBy: string,
    signal: AbortSignal,
  ): Promise<Judgement> {
    const { of } = prepared;
    const { trees, runner, templates } = this.bench;
    const lease: Lease = { attemptId: attemptIdOf(of), epoch: EPOCH, token: 'trial', ttlMs: 60_000 };
    const work = workOf(prepared, claim, workedBy);
    const start = { lease, taskId: work.task.id, subtaskId: of.subtask.id, recorded: [], heard: 0, signal };
    const journal = new Journal(new NobodyListens(), new SystemClock(), { ...start, onLost: () => undefined });
    const judges = new VerifySubtask(verifier, trees, runner, templates, POLICY);
    return judgementOf(of, await judges.run(work, journal, signal));
  }
}

/**
 * What an executor's model says of the work, in its own words: a judge that trusts a familiar tone is to be found out.
 * The case's own claim where it says nothing.
 */
export async function claimBy(models: ModelClient, of: TrialCase, signal: AbortSignal): Promise<string> {
  const files = Object.entries(of.after).map(([path, text]) => `--- ${path}\n${text ?? '(deleted)'}`);
  const content = `You were asked to do this:\n${of.subtask.description}\n${of.subtask.acceptanceCriteria}\n\nYou left these files:\n${files.join('\n')}\n\nYou believe that all of it is done. Report so in one or two sentences, as the summary of your work.`;
  try {
    const choice = await models.choose({ role: 'executor', tier: 1 });
    const messages = [
      { role: 'system', content: 'You are the executor of Loom. You report on finished work.' },
      { role: 'user', content },
    ] as const;
    const reply = await models.complete(choice, { messages, maxTokens: Math.min(300, choice.maxTokens), signal });
    return reply.text.trim() === '' ? of.claim : reply.text.trim().slice(0, 2000);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof LoomError) return of.claim;
    throw error;
  }
}

/** Pure. */
export function judgementOf({ fault }: Pick<TrialCase, 'fault'>, outcome: VerifyOutcome): Judgement {
  if (outcome.kind === 'inconclusive') return 'inconclusive';
  if (outcome.kind === 'passed') {
    if (fault === null) return 'right';
    // It would not have landed without a person.
    return outcome.checks.some(({ doubt }) => doubt !== undefined) ? 'caught_by_checks' : 'false_accept';
  }
  if (fault === null) return 'false_reject';
  return outcome.tier <= 1 ? 'caught_by_checks' : 'right';
}

/** The sum of one pair's judgements. Pure. */
export function trialOf(
  pair: { readonly executor: ModelKey; readonly verifier: ModelKey },
  judged: readonly { readonly of: Pick<TrialCase, 'name' | 'fault'>; readonly judgement: Judgement }[],
  when: { readonly milliseconds: number; readonly at: string },
): VerifierTrial {
  const count = (wanted: Judgement): number => judged.filter(({ judgement }) => judgement === wanted).length;
  const wrong: readonly Judgement[] = ['false_accept', 'false_reject', 'inconclusive'];
  return {
    executor: pair.executor,
    verifier: pair.verifier,
    faults: judged.filter(({ of }) => of.fault !== null).length,
    caughtByChecks: count('caught_by_checks'),
    falseAccepts: count('false_accept'),
    sound: judged.filter(({ of }) => of.fault === null).length,
    falseRejects: count('false_reject'),
    inconclusive: count('inconclusive'),
    wrong: judged.filter(({ judgement }) => wrong.includes(judgement)).map(({ of }) => of.name),
    ...when,
  };
}

const attemptIdOf = ({ name }: TrialCase): string => `verify.trial.${name.replace(/[^a-z0-9]+/gi, '-')}.1`;

function workOf({ of, workspaceId, base, head }: PreparedCase, claim: string, workedBy: string): VerifyWork {
  const { subtask } = of;
  return {
    stage: 'verify',
    task: {
      ...{
        id: 'trial',
        goal: subtask.description,
        status: 'executing',
        approvalMode: 'auto',
        context: {},
        protected: [],
      },
      ...{ workspaceId, workspaceName: 'project' },
    },
    ...{ plan: null, memory: [], instructions: [], recorded: [] },
    ...{ subtask, attempt: 1, base, head, summary: claim, tier: 1, workedBy },
  };
}

/** A trial is no task: nothing of it is kept but how it ended. */
class NobodyListens extends WorkerLink {
  claim(): Promise<{ kind: 'gone'; because: string }> {
    return Promise.resolve({ kind: 'gone', because: 'a trial has no jobs' });
  }
  renew(): Promise<HoldAnswer> {
    return Promise.resolve(HELD);
  }
  record(): Promise<HoldAnswer> {
    return Promise.resolve(HELD);
  }
  finish(): Promise<HoldAnswer> {
    return Promise.resolve(HELD);
  }
  release(): Promise<void> {
    return Promise.resolve();
  }
  searchMemory(): Promise<readonly Recollection[]> {
    return Promise.resolve([]);
  }
  showTokens(): void {}
  heartbeat(): Promise<Heard> {
    return Promise.resolve({ profiles: [], atWork: true });
  }
}
const HELD: HoldAnswer = { kind: 'held', instructions: [] };
