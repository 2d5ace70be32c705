import { cutOff, isSubtaskEnded, type Failure } from '#domain';
import type { Draft } from './commit.js';
import { UNASKED, type Attempt } from './state.js';

/** Without the points and blanks at its end. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && /[.\s]/.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** What went wrong and what to do, as `task.error` and `subtask.error` carry it. */
export function sentence(failure: Failure): string {
  const because = withoutEnd(failure.because.trim());
  // An address, a file or a check at the beginning is spelled as it is.
  const isName = /^\S*[:/._\d]\S/.test(because);
  const told = `${isName ? because : because.charAt(0).toUpperCase() + because.slice(1)}.`;
  return failure.remedy === undefined ? told : `${told} ${failure.remedy}`;
}

/**
 * Ends the task as failed. A landing that has begun is a fact to be recorded first: then nothing is decided now, and
 * since every reason to fail is read from the state, the next decision comes to the same.
 */
export function failTask(draft: Draft, error: string): void {
  if (!callOff(draft)) return;
  const failed = new Set(draft.subtasks.filter((s) => s.status === 'failed').map((s) => s.id));
  const cut = cutOff(draft.subtasks, failed);
  for (const subtask of draft.subtasks) {
    if (isSubtaskEnded(subtask.status)) {
      if (subtask.phase !== 'ended') draft.patchSubtask(subtask.id, { phase: 'ended' });
      continue;
    }
    if (cut.has(subtask.id)) {
      if (subtask.status === 'blocked') continue;
      draft.patchSubtask(subtask.id, { ...UNASKED, status: 'blocked', phase: 'waiting' });
      draft.events.push({
        type: 'subtask_blocked',
        subtaskId: subtask.id,
        data: { because: 'something it depends on failed' },
      });
    } else if (subtask.phase !== 'waiting') {
      draft.patchSubtask(subtask.id, {
        status: 'pending',
        phase: 'waiting',
        head: null,
        candidate: null,
        verified: [],
        ...UNASKED,
      });
    }
  }
  draft.patchTask({ status: 'failed', error, replanBecause: null });
  draft.events.push({ type: 'task_failed', data: { error, ...tally(draft) } });
}

export function cancelTask(draft: Draft): void {
  if (!callOff(draft)) return;
  for (const subtask of draft.subtasks) {
    if (isSubtaskEnded(subtask.status)) {
      if (subtask.phase !== 'ended') draft.patchSubtask(subtask.id, { phase: 'ended' });
      continue;
    }
    draft.patchSubtask(subtask.id, { ...UNASKED, status: 'skipped', phase: 'ended' });
    draft.events.push({ type: 'subtask_skipped', subtaskId: subtask.id, data: { because: 'the task was cancelled' } });
  }
  draft.patchTask({ status: 'cancelled' });
  draft.events.push({ type: 'task_cancelled', data: tally(draft) });
}

export function completeTask(draft: Draft): void {
  const done = draft.subtasks.filter((s) => s.status === 'completed');
  const summary = done.map((s) => `${s.id}: ${s.summary ?? s.description}`).join('\n');
  draft.patchTask({ status: 'completed', summary, error: null });
  draft.events.push({ type: 'task_completed', data: { summary, ...tally(draft) } });
}

/** Drops all open attempts; false when a landing is under way and must end first. */
function callOff(draft: Draft): boolean {
  const open = draft.openAttempts;
  for (const attempt of open) {
    if (isLandingUnderWay(attempt) || attempt.stage === 'revert') continue;
    draft.dropped.push(attempt.id);
  }
  draft.newAttempts.length = 0;
  draft.reopened.length = 0;
  return !open.some(isLandingUnderWay);
}

/** One that a dead API left behind counts too: its files may be in the user's folder, and have to be on record. */
const isLandingUnderWay = ({ stage, state, begun }: Attempt): boolean =>
  stage === 'land' && (state === 'running' || begun === true);

const tally = (draft: Draft): Record<string, number> => ({
  completed: draft.subtasks.filter((s) => s.status === 'completed').length,
  failed: draft.subtasks.filter((s) => s.status === 'failed').length,
  total: draft.subtasks.length,
});
