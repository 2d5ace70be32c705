import type { SubtaskState } from '#conductor';
import { isSubtaskEnded } from '#domain';

type Step = Pick<SubtaskState, 'id' | 'dependsOn' | 'status'>;

/** The steps still to come that wait for a step, directly or by others. Pure. */
export function waitingFor<S extends Step>(id: string, steps: readonly S[]): S[] {
  const behind = new Set([id]);
  for (let size = 0; size < behind.size;) {
    size = behind.size;
    for (const step of steps) if (step.dependsOn.some((on) => behind.has(on))) behind.add(step.id);
  }
  behind.delete(id);
  return steps.filter((step) => behind.has(step.id) && !isSubtaskEnded(step.status));
}
