import { join } from 'node:path';
import type { RevertOutcome, RevertWish } from '#conductor';
import { shown, type BytePath } from './byte-path.js';
import { withSides } from './conflict-sides.js';
import { changesBetween } from './describe.js';
import { safeName } from './git/objects.js';
import { scratchIndex } from './index-files.js';
import { notesOf } from './landing/notes.js';
import { MAX_ROUNDS, settled, type Place } from './place.js';
import { undo } from './undo.js';

/** Takes landings back, keeping what came later; the caller holds the workspace's turn. */
export async function revert(place: Place, of: RevertWish): Promise<RevertOutcome> {
  const earlier = await settled<RevertOutcome>(place, of.undoId);
  if (earlier !== null) return earlier;
  const { repo, writer } = place;
  const scratch = (): string => scratchIndex(join(place.dir, 'index'));
  let met: readonly BytePath[] = [];
  let seen = '';
  for (let round = 1; round <= MAX_ROUNDS; round++) {
    const now = await place.view.look(of.path, of.tip, 'files of the user');
    if (now.actual.root === seen) break;
    const { content, conflicts: inTheWay, taken } = await undo(repo, now.content, of, scratch);
    const conflicts = await withSides(repo.git, inTheWay);
    if (conflicts.length > 0 && of.onConflict === 'abort') return { kind: 'conflict', conflicts };
    if (content.root === now.content.root) {
      return conflicts.length > 0 ? { kind: 'conflict', conflicts } : { kind: 'nothing' };
    }
    const plan = await writer.plan(now.commit, now.content, content);
    const commit = await repo.commit(
      content,
      [now.commit],
      `undo ${safeName(of.undoId)}`,
      `landings/${safeName(of.undoId)}`,
    );
    const changes = await changesBetween(repo.git, plan.from, plan.to);
    const paths = changes.flatMap((change) =>
      change.oldPath === undefined ? [change.path] : [change.oldPath, change.path],
    );
    const at = { commit, generation: await place.generation.next(of.known), before: now.commit };
    const notes = await notesOf(repo.git.trees, of.path, plan);
    const outcome: RevertOutcome = { kind: 'reverted', ...at, paths, changes, taken, conflicts, ...notes };
    const written = await place.view.write(of.undoId, of.path, commit, { seen: now, plan }, outcome);
    if (written.kind === 'written') return outcome;
    met = written.paths;
    seen = now.actual.root;
  }
  const conflicts = met.map((path) => ({ path: shown(path), before: null, after: null, current: null }));
  return { kind: 'conflict', conflicts };
}
