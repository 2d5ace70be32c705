import { hashOfCommand, hashOfLanding, type Asked, type NewEvent } from '#contracts';
import { bandOf, isTaskEnded, type CheckResult, type Risk } from '#domain';
import type { Draft } from './commit.js';
import { correlationOf, giveUp, retryWith } from './retry.js';
import { UNASKED, type Attempt, type Policy, type SubtaskState } from './state.js';

/* Where work stops for a person: before a command runs, and before a verified result lands. */

/** Whether a person has approved this very result; an answer to anything else does not count. */
export const isApproved = ({ approval, asked, head }: SubtaskState): boolean =>
  approval === 'approved' && asked?.about === 'landing' && asked.head === head;

/** Whether a person has accepted that it lands merged with changes nobody has verified it with. */
export const isMergeAccepted = (subtask: SubtaskState): boolean =>
  isApproved(subtask) &&
  subtask.candidate !== null &&
  subtask.asked?.about === 'landing' &&
  subtask.asked.merge === subtask.candidate;

/** Characters of why something was to be approved that an error tells. */
const MOST_OF_REASON = 400;

interface LandingQuestion {
  readonly reason: string;
  readonly risk: Risk;
  readonly paths?: readonly string[];
  readonly merge?: string;
  /** When silence is taken as a yes; absent = never. */
  readonly proceedAt?: number;
}

export function askToLand(
  draft: Draft,
  subtask: SubtaskState,
  question: LandingQuestion,
  policy: Policy,
  now: number,
): void {
  const { id: subtaskId, base, head } = subtask;
  if (base === null || head === null) return;
  const { reason, risk, paths = [], merge = null, proceedAt = null } = question;
  const shown = { base, head, paths, merge, reason };
  const until = now + policy.approvalTimeoutMs;
  const hash = hashOfLanding({ subtaskId, ...shown });
  ask(draft, subtask, { about: 'landing', ...shown, risk, hash, askedAt: now, until, proceedAt });
}

/** Whatever the approval mode and the confidence, what perhaps nobody has asked for lands by a person's word alone. */
export function askAboutDoubts(
  draft: Draft,
  subtask: SubtaskState,
  checks: readonly CheckResult[],
  policy: Policy,
  now: number,
): void {
  const doubts = checks.flatMap(({ passed, doubt }) => (passed && doubt !== undefined ? [doubt] : []));
  if (doubts.length === 0) return;
  const reason = doubts.map(({ because }) => because).join('; ');
  const paths = [...new Set(doubts.flatMap((doubt) => doubt.paths))];
  askToLand(draft, subtask, { reason, risk: 'high', paths }, policy, now);
}

function ask(draft: Draft, subtask: SubtaskState, asked: Asked): void {
  draft.patchSubtask(subtask.id, {
    status: 'waiting_approval',
    approval: 'requested',
    approvalReason: asked.reason,
    asked,
  });
  const time = (ms: number): string => new Date(ms).toISOString();
  draft.events.push({
    ...about(draft, subtask),
    type: 'approval_requested',
    data: {
      kind: asked.about,
      reason: asked.reason,
      risk: asked.risk,
      hash: asked.hash,
      expires_at: time(asked.until),
      ...(asked.proceedAt === null ? {} : { proceeds_at: time(asked.proceedAt) }),
      ...(asked.about === 'command' ? { tool: asked.tool, command: asked.command } : {}),
      ...(asked.about === 'landing' && asked.paths.length > 0 ? { paths: asked.paths } : {}),
    },
  });
}

const about = (draft: Draft, subtask: SubtaskState): Pick<NewEvent, 'subtaskId' | 'correlationId'> => ({
  subtaskId: subtask.id,
  correlationId: correlationOf(draft, subtask),
});

/** When the next question is answered by silence; null = none is open. Milliseconds since the epoch. */
export function nextDeadline(subtasks: readonly SubtaskState[]): number | null {
  const times = subtasks.flatMap(({ approval, asked }) =>
    approval === 'requested' && asked !== null ? [Math.min(asked.proceedAt ?? Infinity, asked.until)] : [],
  );
  return times.length === 0 ? null : Math.min(...times);
}

/** What nobody answered in time is answered by the clock. */
export function answerByTime(draft: Draft, now: number): void {
  if (isTaskEnded(draft.task.status)) return;
  for (const subtask of draft.subtasks) {
    const { asked } = subtask;
    if (subtask.approval !== 'requested' || asked === null) continue;
    const proceeds = asked.proceedAt !== null && asked.proceedAt <= now;
    if (!proceeds && asked.until > now) continue;
    const waited = span((proceeds ? (asked.proceedAt ?? now) : asked.until) - asked.askedAt);
    const reason = proceeds ? `nobody objected within ${waited}` : `nobody answered within ${waited}`;
    draft.patchSubtask(subtask.id, {
      approval: proceeds ? 'approved' : 'rejected',
      approvalReason: reason,
      asked: { ...asked, unanswered: true },
    });
    const data = { approved: proceeds, reason, hash: asked.hash, by: 'time' };
    draft.events.push({ ...about(draft, subtask), type: 'approval_received', data });
  }
}

function span(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds % 3600 === 0 && seconds > 0) return `${seconds / 3600} h`;
  return seconds % 60 === 0 && seconds > 0 ? `${seconds / 60} min` : `${seconds} s`;
}

/** Between a pass and the landing: a person, where the task's approval mode or what is to land asks for one. */
export function passGate(draft: Draft, subtask: SubtaskState, policy: Policy, now: number): void {
  if (subtask.phase !== 'gated' || (subtask.approval === 'requested' && subtask.asked !== null)) return;
  if (isApproved(subtask)) return land(draft, subtask);
  if (subtask.approval === 'rejected') return takeRejection(draft, subtask, policy);
  const { approvalMode, confidenceThreshold } = draft.task;
  const confidence = subtask.confidence ?? 0;
  const question = (reason: string, risk: Risk, proceedAt?: number): void =>
    askToLand(draft, subtask, { reason, risk, ...(proceedAt === undefined ? {} : { proceedAt }) }, policy, now);
  const low = `its confidence ${confidence} is below ${confidenceThreshold}`;
  const risk = confidence >= confidenceThreshold ? 'low' : 'medium';
  if (approvalMode === 'manual') return question('every result is to be approved', risk);
  const band = bandOf(confidence, confidenceThreshold);
  if (band === 'land') return land(draft, subtask);
  if (approvalMode === 'confidence_threshold') return question(low, risk);
  switch (band) {
    case 'show':
      if (policy.autoProceedMs === 0) return land(draft, subtask);
      return question(low, risk, now + policy.autoProceedMs);
    case 'stop':
      return question(low, 'high');
    case 'abort':
      return retryWith(draft, subtask, policy, {
        source: 'verifier',
        code: 'low_confidence',
        issues: [`It was passed, but with a confidence of ${confidence} only: ${diagnosisOf(subtask)}`],
        suggestion: 'Do it in smaller steps and check each with a command before you finish.',
      });
  }
}

const land = (draft: Draft, subtask: SubtaskState): void =>
  draft.patchSubtask(subtask.id, { phase: 'landing', status: 'verifying' });

function takeRejection(draft: Draft, subtask: SubtaskState, policy: Policy): void {
  const said = subtask.approvalReason ?? 'no reason was given';
  if (subtask.asked?.unanswered === true) {
    const failure = {
      code: 'stuck',
      because: `its ${subtask.asked.about === 'command' ? 'command' : 'result'} was to be approved (${subtask.asked.reason.slice(0, MOST_OF_REASON)}), and ${said}`,
      remedy: '`loom approvals` shows what waits; [execution] approval_timeout_seconds says how long.',
      retryable: false,
    } as const;
    return giveUp(draft, subtask, failure, 'unanswered');
  }
  const paths = subtask.asked?.about === 'landing' ? subtask.asked.paths : (subtask.sensitive?.paths ?? []);
  retryWith(draft, subtask, policy, {
    source: 'person',
    code: 'rejected',
    issues: [`A person rejected the result: ${said}`],
    suggestion: paths.length === 0 ? '' : `What was to be approved is the change of ${paths.join(', ')}.`,
  });
}

function diagnosisOf({ failures, toolSuccess, destructive }: SubtaskState): string {
  const parts = [
    ...(failures > 0 ? [`${failures} tries had failed before`] : []),
    ...(toolSuccess !== null && toolSuccess < 1 ? [`${Math.round(toolSuccess * 100)} % of its tool calls worked`] : []),
    ...(destructive === true ? ['its commands took something away'] : []),
  ];
  return parts.length === 0 ? 'the verifier was not sure' : parts.join(', ');
}

/**
 * An attempt that asks keeps its place in the ledger, without an owner, until there is an answer; then it is queued
 * again. False for any other, and where the question has become void: that attempt is settled.
 */
export function staysParked(draft: Draft, attempt: Attempt, policy: Policy, now: number): boolean {
  if (attempt.stage !== 'execute' || attempt.outcome?.kind !== 'asks') return false;
  if (isTaskEnded(draft.task.status) || draft.task.wish === 'cancel') return false;
  const subtask = attempt.subtaskId === null ? undefined : draft.subtask(attempt.subtaskId);
  if (subtask?.planVersion !== attempt.planVersion) return false;
  if (subtask.phase === 'executing') {
    park(draft, subtask, attempt.id, attempt.outcome, policy, now);
    return true;
  }
  const { asked, approval } = subtask;
  if (subtask.phase !== 'parked' || asked?.about !== 'command' || asked.attemptId !== attempt.id) return false;
  if (approval === 'requested') return true;
  draft.reopen({
    attemptId: attempt.id,
    answer: {
      kind: 'approval',
      callId: asked.callId,
      hash: asked.hash,
      approved: approval === 'approved',
      reason: subtask.approvalReason ?? '',
    },
  });
  draft.patchSubtask(subtask.id, { ...UNASKED, phase: 'executing', status: 'running' });
  return true;
}

function park(
  draft: Draft,
  subtask: SubtaskState,
  attemptId: string,
  { callId, tool, command, reason, risk }: Extract<Attempt['outcome'], { kind: 'asks' }>,
  policy: Policy,
  now: number,
): void {
  const shown = { attemptId, callId, tool, command, reason };
  draft.patchSubtask(subtask.id, { phase: 'parked' });
  const times = { askedAt: now, until: now + policy.approvalTimeoutMs, proceedAt: null };
  ask(draft, subtask, { about: 'command', ...shown, ...times, risk, hash: hashOfCommand(shown) });
}
