import type { VerifyWork } from '#contracts';
import { checkNamed, type CheckResult, type Failure, type FileChange, type VerifyOutcome } from '#domain';
import { nonceOf, type Budget, type Templates } from '#prompts';
import type { Journal } from '../journal.js';
import type { AttemptTree, AttemptTrees, CheckRunner } from '../ports/attempt-trees.js';
import { experienceOf, type ModelClient } from '../ports/model-client.js';
import { Conversation } from '../talk/conversation.js';
import { allSaid } from './asked.js';
import { basisOf } from './verdict/basis.js';
import { isBrokenRule } from './broken-rule.js';
import { stepChecks } from './commands/step-checks.js';
import { protectedUntouched } from './reach/changed.js';
import { ByOtherNames } from './commands/by-other-names.js';
import { CheckProof, isProven } from './commands/check-proof.js';
import { saidPass } from './commands/commands-said.js';
import { walk } from './walk.js';
import { testsHold } from './commands/tests-hold.js';
import { tierOne } from './tier-one.js';
import { askedOverJudge, faultsPassedBy } from './verdict/too-lenient.js';
import { askJudge, type Opinion } from './verdict/ask-judge.js';
import { CLEAN, together, verdictOf } from './verdict/verdicts.js';
import { linesByFile } from './diff-lines.js';
import { namedAsTheyAre } from './named-as-they-are.js';
import { narrowed } from './verdict/narrowed-diff.js';
import { openingOf, type Evidence } from './verdict/verifier-prompt.js';

/** Which tiers are asked; from the section [verification]. */
export class VerificationPolicy {
  constructor(
    readonly tier1: boolean,
    readonly tier2: boolean,
    readonly tier3: boolean,
    readonly votes: number,
    /** Names of checks of tier 1 that are left out. */
    readonly except: ReadonlySet<string> = new Set(),
  ) {}
}

/** A defect of Loom, and what it was met in. */
export interface BrokenRule {
  readonly taskId: string;
  readonly subtaskId: string | null;
  readonly attemptId: string;
  readonly because: string;
}

/** Bytes; what does not fit the model's window is left out later, and said to be. */
const LONGEST_DIFF = 200_000;
/** Where long lines are a reason why a file is left out of it. */
const LONGEST_READ = 4_000_000;

/** Judges a subtask's result, or the whole goal's: what can be computed first, then opinions. */
export class VerifySubtask {
  private readonly runner: CheckRunner;
  private readonly proof: CheckProof;

  constructor(
    private readonly models: ModelClient,
    private readonly trees: AttemptTrees,
    runner: CheckRunner,
    private readonly templates: Templates,
    private readonly policy: VerificationPolicy,
    /** Hears of each rule that broke off. */
    private readonly onBroken: (broken: BrokenRule) => void = () => undefined,
  ) {
    this.runner = new ByOtherNames(runner);
    this.proof = new CheckProof(this.runner);
  }

  async run(work: VerifyWork, journal: Journal, signal: AbortSignal): Promise<VerifyOutcome> {
    const outcome = await this.judge(work, journal, signal);
    if (outcome.kind !== 'passed') return outcome;
    const basis = basisOf(outcome, allSaid(work).at(-1));
    const { model, checks } = outcome;
    const passedFaults = model === undefined ? undefined : faultsPassedBy(model, work.experience);
    if (basis !== 'judgement' || model === undefined || passedFaults === undefined) return { ...outcome, basis };
    return { ...outcome, basis, checks: [...checks, askedOverJudge(model, passedFaults)] };
  }

  private async judge(work: VerifyWork, journal: Journal, signal: AbortSignal): Promise<VerifyOutcome> {
    const evidence = await this.gather(work, journal, signal);
    const { checks } = evidence;
    const known = work.recorded.some((entry) => entry.kind === 'checks');
    for (const { detail } of known ? [] : checks.filter(isBrokenRule))
      this.onBroken({
        ...{ taskId: work.task.id, subtaskId: work.subtask?.id ?? null },
        ...{ attemptId: journal.attemptId, because: detail },
      });
    if (checks.length > 0 && !known) await journal.record({ kind: 'checks', checks });
    const failed = checks.filter((check) => !check.passed);
    if (failed.length > 0) return { kind: 'rejected', tier: 1, verdict: verdictOf(failed), checks };
    const votes = this.policy.tier3 && work.subtask?.verificationTier === 3;

    const before = work.judgedBefore;
    const isOpen = checks.some(({ standIn }) => standIn !== undefined) || this.provesNothing(work, evidence);
    const asks = this.policy.tier2 || votes || isOpen;
    if (asks && before !== undefined && holdsStill(before, votes ? 3 : 2)) {
      await journal.record({ kind: 'note', text: 'the same files were judged before, and that verdict stands' });
      return { ...before, checks };
    }

    let passed: VerifyOutcome = { kind: 'passed', tier: this.policy.tier1 ? 1 : 0, verdict: CLEAN, checks };
    if (this.policy.tier2 || (!votes && isOpen)) {
      const opinion = await this.ask(work, evidence, journal, signal, work.unheard ?? 0, avoided(work));
      if (opinion.kind === 'none') {
        const denied = opinion.denied === undefined ? {} : { denied: opinion.denied };
        return { kind: 'inconclusive', failure: this.unproven(opinion.failure), checks, ...denied };
      }
      const { verdict, model } = opinion;
      if (!verdict.passed) {
        const rejection = { kind: 'rejected', tier: 2, verdict, checks, model } as const;
        if (work.subtask !== null) return rejection;
        // Each step has passed before somebody: the verdicts are at odds, and one of them does not decide.
        const outcome = await this.vote(work, evidence, journal, signal, [{ verdict, model }]);
        return outcome.kind === 'inconclusive' ? rejection : outcome;
      }
      passed = { kind: 'passed', tier: 2, verdict, checks, model };
    }
    if (votes) return this.vote(work, evidence, journal, signal);
    return passed;
  }

  /** Runs over a clean checkout that is thrown away, so that leftovers cannot make it pass. */
  private async gather(work: VerifyWork, journal: Journal, signal: AbortSignal): Promise<Evidence> {
    const { task, base, head } = work;
    const { attemptId, epoch } = journal;
    const of = { workspaceId: task.workspaceId, taskId: task.id, attemptId, epoch };
    const tree = await this.trees.open({ ...of, base, head, throwaway: true, signal });
    try {
      const amiss = tree.setUpProblem ?? null;
      if (amiss !== null && work.recorded.length === 0) await journal.record({ kind: 'note', text: amiss });
      const changes = await tree.changes(base, head);
      // The same commit gives the same results, so those of an earlier owner stand.
      const recorded = work.recorded.find((entry) => entry.kind === 'checks');
      // Between two states of the folder lies what the user has changed too, who may change what is protected.
      const guarded = work.subtask === null ? [] : protectedUntouched(changes, task.protected);
      const checks = recorded?.kind === 'checks' ? [...recorded.checks] : guarded;
      const diff = await tree.diff(base, head, LONGEST_DIFF);
      if (this.policy.tier1 && recorded === undefined)
        checks.push(...(await this.tierOne(tree, changes, diff, work, journal, signal)));
      const there = await walk(tree.root);
      const unchanged = changes.length === 0 ? await namedAsTheyAre(work, tree, there) : new Map<string, string>();
      const shown = await shownDiff(tree, work, changes, diff);
      return { checks, changes, diff: shown, unchanged, there: new Set(there) };
    } finally {
      await tree.close();
    }
  }

  private async tierOne(
    tree: AttemptTree,
    changes: readonly FileChange[],
    diff: string,
    work: VerifyWork,
    journal: Journal,
    signal: AbortSignal,
  ): Promise<CheckResult[]> {
    const start = work.before?.start;
    const openStart = start === undefined ? null : () => this.openAt(start, work, journal, signal);
    const heard = await tierOne({ work, tree, changes, diff, runner: this.runner, signal, openStart });
    const checks = heard.filter(({ name }) => !this.policy.except.has(checkNamed(name)));
    if (work.subtask === null) return checks;
    const { runner, proof, policy } = this;
    const { subtask } = work;
    const openBase = (): Promise<AttemptTree> => this.openAt(work.base, work, journal, signal);
    const alone = !policy.tier2 && !(policy.tier3 && subtask.verificationTier === 3);
    const known = [...checks];
    checks.push(...(await stepChecks({ work, subtask, tree, changes, runner, proof, known, alone, openBase, signal })));
    const hold = (): boolean => checks.every(({ passed }) => passed);
    if (hold()) checks.push(...(await saidPass(work, tree, runner, signal)));
    if (hold()) checks.push(...(await testsHold({ work, tree, changes, runner, signal, openBase })));
    return checks;
  }

  private openAt(commit: string, { task }: VerifyWork, { attemptId, epoch }: Journal, signal: AbortSignal) {
    const of = { workspaceId: task.workspaceId, taskId: task.id, attemptId, epoch };
    return this.trees.open({ ...of, base: commit, head: commit, throwaway: true, signal });
  }

  /** No check can stand alone for this subtask; where nothing is to be checked at all, that is the user's wish. */
  private provesNothing({ subtask }: VerifyWork, { checks, changes }: Evidence): boolean {
    return this.policy.tier1 && subtask !== null && !isProven(checks, subtask, changes);
  }

  private unproven(failure: Failure): Failure {
    if (this.policy.tier2) return failure;
    return {
      ...failure,
      because: `${failure.because}, and no check of the subtask was seen to fail without its work, so that none proves it`,
      remedy:
        failure.remedy ??
        'Name a check in the goal that fails without the work, or let a model play the verifier in loom.toml.',
    };
  }

  private ask(
    work: VerifyWork,
    evidence: Evidence,
    journal: Journal,
    signal: AbortSignal,
    wording: number,
    avoid: readonly string[],
  ): Promise<Opinion> {
    const opening = (budget: Budget) =>
      openingOf(work, evidence, this.templates, nonceOf(journal.attemptId), wording, budget);
    const wish = { role: 'verifier', tier: work.tier, avoid, ...experienceOf(work) } as const;
    return askJudge(new Conversation(this.models, journal, signal, wish, opening), work, evidence, wording);
  }

  /**
   * Voters that differ in model where there are several, and in wording. More than half must agree; `given` have voted.
   */
  private async vote(
    work: VerifyWork,
    evidence: Evidence,
    journal: Journal,
    signal: AbortSignal,
    given: readonly Vote[] = [],
  ): Promise<VerifyOutcome> {
    const { checks } = evidence;
    const opinions = [...given];
    const used = [...avoided(work), ...given.map(({ model }) => model.name)];
    let failure: Failure | null = null;
    for (let voter = given.length; voter < this.policy.votes; voter++) {
      const opinion = await this.ask(work, evidence, journal, signal, voter, used);
      if (opinion.kind === 'none') {
        failure = opinion.failure;
        continue;
      }
      opinions.push(opinion);
      used.push(opinion.model.name);
      for (const side of [true, false]) {
        const agreed = opinions.filter((o) => o.verdict.passed === side);
        if (agreed.length * 2 <= this.policy.votes) continue;
        const { model } = agreed.find((o) => faultsPassedBy(o.model, work.experience) === undefined) ?? opinion;
        return { kind: side ? 'passed' : 'rejected', tier: 3, verdict: together(agreed), checks, model };
      }
    }
    const yes = opinions.filter((o) => o.verdict.passed).length;
    const because = `of ${this.policy.votes} verifiers ${yes} passed and ${opinions.length - yes} rejected the result`;
    return {
      kind: 'inconclusive',
      failure:
        opinions.length === 0 && failure !== null ? failure : { code: 'unreadable_reply', because, retryable: true },
      checks,
    };
  }
}

/** The changed part of each long line, so that a file of one line is not left out for its length. */
async function shownDiff(
  tree: AttemptTree,
  { base, head }: VerifyWork,
  changes: readonly FileChange[],
  diff: string,
): Promise<string> {
  const files = linesByFile(diff);
  const isWhole = changes.every(
    ({ path, operation, binary, additions }) => operation !== 'modify' || binary || additions === 0 || files.has(path),
  );
  const shown = narrowed(isWhole ? diff : await tree.diff(base, head, LONGEST_READ));
  return Buffer.byteLength(shown) <= LONGEST_DIFF ? shown : narrowed(diff);
}

type Vote = Pick<Extract<Opinion, { kind: 'verdict' }>, 'verdict' | 'model'>;

/** Whether a verdict on the same files need not be asked for again: asking until one passes would be gambling. */
const holdsStill = (before: NonNullable<VerifyWork['judgedBefore']>, tier: 2 | 3): boolean =>
  before.kind === 'rejected' || before.tier >= tier;

const avoided = (work: VerifyWork): string[] => (work.workedBy === null ? [] : [work.workedBy]);
