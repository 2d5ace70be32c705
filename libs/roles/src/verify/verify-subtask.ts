import type { VerifyWork } from '#contracts';
import type { CheckResult, Failure, FileChange, JsonSchema, ModelUsed, Verdict, VerifyOutcome } from '#domain';
import { composePrompt, cut, nonceOf, oneLine, type Block, type Budget, type Templates } from '#prompts';
import type { Journal } from '../journal.js';
import type { AttemptTree, AttemptTrees, CheckRunner } from '../ports/attempt-trees.js';
import { experienceOf, type ModelClient } from '../ports/model-client.js';
import { Conversation } from '../talk/conversation.js';
import { contextText, instructionsText, taskState, withoutClaims } from '../talk/prompt-values.js';
import {
  changedFilesHoldSomething,
  checksPass,
  checksUnbent,
  expectedOutputsExist,
  namedFilesExist,
  nothingLeftOut,
  protectedUntouched,
  somethingChanged,
  syntaxHolds,
} from './deterministic-checks.js';
import { filesClaimed, filesToMake } from './named-files.js';
import { readVerdict } from './read-verdict.js';

/** Which tiers are asked; from the section [verification]. */
export class VerificationPolicy {
  constructor(
    readonly tier1: boolean,
    readonly tier2: boolean,
    readonly tier3: boolean,
    readonly votes: number,
  ) {}
}

const VERDICT_SCHEMA: JsonSchema = {
  type: 'object',
  properties: {
    passed: { type: 'boolean' },
    issues: { type: 'array', items: { type: 'string' } },
    confidence: { type: 'number' },
    suggestion: { type: 'string' },
  },
  required: ['passed', 'issues', 'confidence', 'suggestion'],
};
/** Bytes; what does not fit the model's window is left out later, and said to be. */
const LONGEST_DIFF = 200_000;

type Opinion =
  | { readonly kind: 'verdict'; readonly verdict: Verdict; readonly model: ModelUsed }
  | { readonly kind: 'none'; readonly failure: Failure };

/** What the judges are shown. */
interface Evidence {
  readonly checks: readonly CheckResult[];
  readonly changes: readonly FileChange[];
  readonly diff: string;
}

/** Judges a subtask's result, or the whole goal's: what can be computed first, then opinions. */
export class VerifySubtask {
  constructor(
    private readonly models: ModelClient,
    private readonly trees: AttemptTrees,
    private readonly runner: CheckRunner,
    private readonly templates: Templates,
    private readonly policy: VerificationPolicy,
  ) {}

  async run(work: VerifyWork, journal: Journal, signal: AbortSignal): Promise<VerifyOutcome> {
    const evidence = await this.gather(work, journal, signal);
    const { checks } = evidence;
    const known = work.recorded.some((entry) => entry.kind === 'checks');
    if (checks.length > 0 && !known) await journal.record({ kind: 'checks', checks });
    const failed = checks.filter((check) => !check.passed);
    if (failed.length > 0) return { kind: 'rejected', tier: 1, verdict: verdictOf(failed), checks };

    let passed: VerifyOutcome = { kind: 'passed', tier: this.policy.tier1 ? 1 : 0, verdict: CLEAN, checks };
    if (this.policy.tier2) {
      const opinion = await this.ask(work, evidence, journal, signal, 0, avoided(work));
      if (opinion.kind === 'none') return { kind: 'inconclusive', failure: opinion.failure, checks };
      const { verdict, model } = opinion;
      if (!verdict.passed) return { kind: 'rejected', tier: 2, verdict, checks, model };
      passed = { kind: 'passed', tier: 2, verdict, checks, model };
    }
    if (this.policy.tier3 && work.subtask?.verificationTier === 3) return this.vote(work, evidence, journal, signal);
    return passed;
  }

  /** Runs over a clean checkout that is thrown away, so that leftovers cannot make it pass. */
  private async gather(work: VerifyWork, journal: Journal, signal: AbortSignal): Promise<Evidence> {
    const { task, base, head } = work;
    const { attemptId, epoch } = journal;
    const of = { workspaceId: task.workspaceId, taskId: task.id, attemptId, epoch };
    const tree = await this.trees.open({ ...of, base, head, throwaway: true });
    try {
      const changes = await tree.changes(base, head);
      // The same commit gives the same results, so those of an earlier owner stand.
      const recorded = work.recorded.find((entry) => entry.kind === 'checks');
      const checks = recorded?.kind === 'checks' ? [...recorded.checks] : protectedUntouched(changes, task.protected);
      if (this.policy.tier1 && recorded === undefined)
        checks.push(...(await this.tierOne(tree, changes, work, signal)));
      const asked = this.policy.tier2 || this.policy.tier3;
      return { checks, changes, diff: asked ? await tree.diff(base, head, LONGEST_DIFF) : '' };
    } finally {
      await tree.close();
    }
  }

  private async tierOne(
    tree: AttemptTree,
    changes: readonly FileChange[],
    work: VerifyWork,
    signal: AbortSignal,
  ): Promise<CheckResult[]> {
    const { task, subtask } = work;
    const checks = [
      ...(await changedFilesHoldSomething(tree, changes, subtask)),
      ...(await syntaxHolds(this.runner, tree, changes, signal)),
    ];
    if (subtask === null) return [...(await namedFilesExist(tree, filesToMake(task.goal), [])), ...checks];
    const asked = `${subtask.description}\n${subtask.acceptanceCriteria}`;
    const diff = await tree.diff(work.base, work.head, LONGEST_DIFF);
    return [
      ...somethingChanged(changes, subtask),
      ...(await namedFilesExist(tree, filesToMake(subtask.description), filesClaimed(work.summary))),
      ...nothingLeftOut(diff, `${task.goal}\n${asked}`),
      ...checksUnbent(changes, subtask),
      ...(await expectedOutputsExist(tree, subtask.expectedOutputs)),
      ...checks,
      ...(await checksPass(this.runner, tree, subtask.checks, signal)),
    ];
  }

  /** One judge: a question, and one targeted re-ask where the answer is no verdict. */
  private async ask(
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
    const talk = new Conversation(this.models, journal, signal, wish, opening);
    let because = '';
    for (const tries of [1, 2]) {
      const again = tries === 1 ? {} : { think: false, answer: 2 };
      const asked = await talk.ask({ jsonSchema: VERDICT_SCHEMA, temperature: 0, seed: wording, ...again });
      if (asked.kind === 'failed') return { kind: 'none', failure: asked.failure };
      const cutOff = asked.reply.finish === 'length';
      const read = cutOff ? { kind: 'unreadable' as const, because: 'it was cut off' } : readVerdict(asked.reply.text);
      if (read.kind === 'verdict') return { ...read, model: asked.model };
      because = read.because;
      talk.say(
        read.kind === 'contradiction'
          ? `Your answer contradicts itself: ${cut(because, 1000)}. Decide: is every acceptance criterion met? If so, passed is true and issues is []. If not, passed is false and issues names each criterion that is not met. Answer with the JSON object only.`
          : `Your answer could not be read as a verdict: ${because}. Answer with one JSON object only: {"passed": true or false, "issues": [], "confidence": 0.0, "suggestion": ""}`,
      );
    }
    return {
      kind: 'none',
      failure: {
        code: 'unreadable_reply',
        because: `the verifier gave no clear verdict: ${oneLine(cut(because, 600))}`,
        retryable: true,
      },
    };
  }

  /** Voters that differ in model where there are several, and in wording. More than half must agree. */
  private async vote(
    work: VerifyWork,
    evidence: Evidence,
    journal: Journal,
    signal: AbortSignal,
  ): Promise<VerifyOutcome> {
    const { checks } = evidence;
    const opinions: Extract<Opinion, { kind: 'verdict' }>[] = [];
    const used = [...avoided(work)];
    let failure: Failure | null = null;
    for (let voter = 0; voter < this.policy.votes; voter++) {
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
        const { model } = opinion;
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

const CLEAN: Verdict = { passed: true, issues: [], confidence: 1, suggestion: '' };

const avoided = (work: VerifyWork): string[] => (work.workedBy === null ? [] : [work.workedBy]);

const verdictOf = (failed: readonly CheckResult[]): Verdict => ({
  passed: false,
  issues: failed.map((check) => cut(`${check.name}: ${check.detail}`, 1500)),
  confidence: 1,
  suggestion: `Mend what these checks found: ${cut(failed.map((check) => check.name).join(', '), 300)}.`,
});

function together(opinions: readonly { verdict: Verdict }[]): Verdict {
  const verdicts = opinions.map((o) => o.verdict);
  return {
    passed: verdicts.every((v) => v.passed),
    issues: [...new Set(verdicts.flatMap((v) => v.issues))].slice(0, 20),
    confidence: verdicts.reduce((sum, v) => sum + v.confidence, 0) / verdicts.length,
    suggestion: verdicts.find((v) => v.suggestion !== '')?.suggestion ?? '',
  };
}

function openingOf(
  work: VerifyWork,
  evidence: Evidence,
  templates: Templates,
  nonce: string,
  wording: number,
  budget: Budget,
) {
  const { task, subtask, plan } = work;
  const common = {
    task_state: taskState(
      subtask === null ? { ...task, goal: cut(task.goal, 200), context: {} } : task,
      withoutClaims(plan),
      nonce,
    ),
    instructions: instructionsText(work.instructions),
    workspace: task.workspaceName,
  };
  const values =
    subtask === null
      ? { ...common, goal: task.goal, context: contextText(task.context) }
      : {
          ...common,
          subtask_id: subtask.id,
          description: subtask.description,
          acceptance_criteria: subtask.acceptanceCriteria.trim() || subtask.description,
        };
  return composePrompt(
    subtask === null ? templates['goal-check'] : templates.verifier,
    { values, memory: evidenceBlocks(work, evidence), tools: [], nonce, wording },
    budget,
  );
}

/** What happened first, what was claimed next, and the diff last, since it is what is cut when room is short. */
function evidenceBlocks(work: VerifyWork, { checks, changes, diff }: Evidence): Block[] {
  const checked = checks.map((c) => `${c.passed ? 'passed' : 'FAILED'} ${c.name}: ${cut(oneLine(c.detail), 400)}`);
  const changed = changes.map((c) => `${c.operation} ${c.path} (+${c.additions} -${c.deletions})`);
  const summaries =
    work.subtask !== null
      ? []
      : (work.plan?.subtasks ?? []).map(
          (s) => `${s.id} (${s.status}): ${cut(oneLine(s.summary ?? s.error ?? ''), 300)}`,
        );
  return [
    { label: 'Check results', lines: checked.length === 0 ? ['(no check was run)'] : checked },
    { label: 'Changed files', lines: changed.length === 0 ? ['(no file was changed)'] : changed.slice(0, 200) },
    { label: 'What the workers claim of each subtask', lines: summaries },
    { label: "The worker's summary, a claim", lines: cut(work.summary, 4000).split('\n') },
    { label: 'Diff', lines: diff.trim() === '' ? [] : diff.trimEnd().split('\n') },
  ];
}
