import type { LandingRecord } from './ports/records.js';
import type { PastLanding } from './ports/tree-store.js';
import type { AttemptInputOf } from './state.js';

export type UndoStep = PastLanding & Pick<LandingRecord, 'attemptId' | 'subtaskId'>;

/**
 * The landings a wish takes back, newest first. `landings` are all of the task, oldest first. What a standing undo has
 * taken back of one is excepted: taking it back twice would run over what came there since.
 */
export function landingsToUndo(landings: readonly LandingRecord[], wish: AttemptInputOf['revert']): UndoStep[] {
  if (wish.redo === true) {
    const last = landings.filter((l) => l.kind === 'undo' && l.revertedBy === null).at(-1);
    return last === undefined ? [] : [stepOf(last, [])];
  }
  const gone = new Map<string, string[]>();
  for (const { kind, revertedBy, parts } of landings) {
    if (kind !== 'undo' || revertedBy !== null) continue;
    for (const { landing, paths } of parts) gone.set(landing, [...(gone.get(landing) ?? []), ...paths]);
  }
  return landings
    .filter((l) => l.kind === 'subtask' && l.revertedBy === null)
    .filter((l) => wish.subtaskId === undefined || l.subtaskId === wish.subtaskId)
    .map((l) => stepOf(l, gone.get(l.attemptId) ?? []))
    .reverse();
}

/**
 * What of a task's landings, or of one subtask's, is still in the folder as far as its undos go, oldest first: without
 * the paths that a standing undo has taken back, or written over on its way to an older landing.
 */
export function standingLandings(landings: readonly LandingRecord[], subtaskId?: string): UndoStep[] {
  const undos = landings.filter((l) => l.kind === 'undo' && l.revertedBy === null && l.overwrote.length > 0);
  const overwritten = (landing: string): string[] => {
    const at = landings.findIndex((l) => l.attemptId === landing);
    return undos.flatMap((undo) => {
      const first = landings.findIndex(
        (l) => l.revertedBy === undo.attemptId || undo.parts.some((part) => part.landing === l.attemptId),
      );
      return first < at && at < landings.indexOf(undo) ? undo.overwrote : [];
    });
  };
  const wish = { onConflict: 'abort', ...(subtaskId === undefined ? {} : { subtaskId }) } as const;
  return landingsToUndo(landings, wish)
    .reverse()
    .map(({ except = [], ...step }) => {
      const gone = [...new Set([...except, ...overwritten(step.attemptId)])];
      return gone.length === 0 ? step : { ...step, except: gone };
    });
}

const stepOf = ({ attemptId, subtaskId, before, commit }: LandingRecord, except: readonly string[]): UndoStep => ({
  attemptId,
  subtaskId,
  before,
  commit,
  ...(except.length === 0 ? {} : { except }),
});

/** Subtasks whose work stands and landed after the oldest of `taken`: they were verified with it in place. */
export function staleSubtasks(landings: readonly LandingRecord[], taken: readonly string[]): string[] {
  const first = landings.findIndex((l) => taken.includes(l.attemptId));
  if (first < 0) return [];
  const touched = new Set(landings.filter((l) => taken.includes(l.attemptId)).map((l) => l.subtaskId));
  const later = landings
    .slice(first + 1)
    .filter((l) => l.kind === 'subtask' && l.revertedBy === null && !taken.includes(l.attemptId))
    .flatMap((l) => (l.subtaskId === null || touched.has(l.subtaskId) ? [] : [l.subtaskId]));
  return [...new Set(later)];
}
