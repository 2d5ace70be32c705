import { StateForbids } from '#conductor';
import type { RevertAnswer } from '#contracts';
import { assertNever, DiskFull, type ConflictMode, type UndoOutcome } from '#domain';

/** @throws StateForbids where nothing was undone and something is to be decided first. */
export function revertAnswer(taskId: string, mode: ConflictMode, outcome: UndoOutcome | null): RevertAnswer {
  if (outcome === null) throw new StateForbids(taskId, 'the undo was called off');
  switch (outcome.kind) {
    case 'reverted': {
      const { paths, met, stale, notes } = outcome;
      return {
        reverted: [...paths],
        ...(met.length === 0 ? {} : { [mode === 'skip' ? 'skipped' : 'overwritten']: [...met] }),
        ...(stale.length === 0 ? {} : { stale_subtasks: [...stale] }),
        ...(notes === undefined ? {} : { notes: notes.map((note) => ({ ...note })) }),
      };
    }
    case 'nothing':
      return { reverted: [] };
    case 'conflict': {
      if (mode === 'skip') return { reverted: [], skipped: [...outcome.paths] };
      const because = 'later edits are in the way of the undo; nothing was changed';
      throw new StateForbids(taskId, because, outcome.paths, outcome.conflicts);
    }
    case 'failed': {
      const { code, because, remedy } = outcome.failure;
      if (code === 'disk_full') throw new DiskFull(because);
      throw new StateForbids(taskId, `the undo did not work: ${because}${remedy === undefined ? '' : `. ${remedy}`}`);
    }
    default:
      return assertNever(outcome);
  }
}
