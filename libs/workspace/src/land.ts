import type { LandWish } from '#conductor';
import type { LandOutcome } from '#domain';
import { shown, type BytePath } from './byte-path.js';
import { changesBetween } from './describe.js';
import { safeName } from './git/objects.js';
import type { Repository } from './git/repository.js';
import type { Plan } from './landing/folder-writer.js';
import { notesOf } from './landing/notes.js';
import { outwardLinks } from './landing/outward-links.js';
import { refusalOf } from './landing/policy.js';
import { sensitiveOf } from './landing/sensitive.js';
import { merge3 } from './merge.js';
import { MAX_ROUNDS, settled, type Place } from './place.js';
import { unverifiedIn } from './unverified.js';

/** Writes verified work to the user's folder, merged with what stands there; the caller holds the workspace's turn. */
export async function land(place: Place, of: LandWish): Promise<LandOutcome> {
  const earlier = await settled<LandOutcome>(place, of.landingId);
  if (earlier !== null) return earlier;
  if (of.isItsTurn !== undefined && !(await of.isItsTurn())) return { kind: 'held_up' };
  const { repo, writer } = place;
  const [base, head] = [await repo.content(of.base), await repo.content(of.head)];
  let met: readonly BytePath[] = [];
  let seen = '';
  let found = of.tip;
  for (let round = 1; round <= MAX_ROUNDS; round++) {
    const now = await place.view.look(of.path, of.tip, 'files of the user');
    found = now.commit;
    if (now.actual.root === seen) break; // in the way stands something that no snapshot shows: ignored, too large
    const { content, conflicts } =
      base.root === now.content.root ? { content: head, conflicts: [] } : await merge3(repo, base, now.content, head);
    if (conflicts.length > 0) {
      return conflict(place, of, conflicts, now.commit);
    }
    const plan = await writer.plan(now.commit, now.content, content);
    const outward = await outwardLinks(repo, content.files, plan.operations);
    const refusal = refusalOf(plan, outward, of.protected);
    if (refusal !== null) return { kind: 'refused', ...refusal };
    const parents = [now.commit, of.head];
    const { unverified, matter } = await unverifiedIn(repo, content, { ...of, base, head, logDir: place.logDir });
    if (matter.length > 0 && of.acceptMerge !== true) {
      const merged = await repo.commit(
        content,
        parents,
        `merge for ${safeName(of.subtaskId)}`,
        `merges/${safeName(of.landingId)}`,
      );
      return { kind: 'merged', commit: merged, tree: content.root, paths: matter };
    }
    const sensitive = of.approvedSensitive === true ? [] : await sensitiveOf(repo, of.path, plan);
    if (sensitive.length > 0) {
      const because =
        'it changes files that run code, or steer tools and models, with your rights, or hold secrets, or that some systems take for one';
      return { kind: 'needs_approval', because, paths: sensitive };
    }
    const commit = await repo.commit(
      content,
      parents,
      `${safeName(of.subtaskId)}\n\ntask ${safeName(of.taskId)}\nlanding ${safeName(of.landingId)}`,
      `landings/${safeName(of.landingId)}`,
    );
    const generation = await place.generation.next(of.known);
    const made = { ...(await landed(repo, plan, commit)), generation };
    const notes = await notesOf(repo.git.trees, of.path, plan);
    const outcome: LandOutcome = { ...made, ...(unverified.length > 0 && { unverified }), ...notes };
    const landing = { key: `${of.taskId}/${of.subtaskId}`, base: of.base, head: of.head };
    const written = await place.view.write(of.landingId, of.path, commit, { seen: now, plan, landing }, outcome);
    if (written.kind === 'written') return outcome;
    met = written.paths;
    seen = now.actual.root;
  }
  return conflict(place, of, met, found);
}

async function conflict(
  place: Place,
  of: LandWish,
  paths: readonly BytePath[],
  commit: string,
): Promise<LandOutcome & { kind: 'conflict' }> {
  const generation = await place.generation.current(of.known);
  return { kind: 'conflict', paths: paths.map(shown), ours: commit, theirs: of.head, commit, generation };
}

async function landed(repo: Repository, plan: Plan, commit: string): Promise<LandOutcome & { kind: 'landed' }> {
  return { kind: 'landed', commit, before: plan.before, changes: await changesBetween(repo.git, plan.from, plan.to) };
}
