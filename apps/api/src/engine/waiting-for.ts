import type { PlanView } from '#contracts';
import { isSubtaskEnded } from '#domain';

/** Ids of the steps still to come that wait for a step, directly or by others. Pure. */
export function waitingFor(id: string, { subtasks }: Pick<PlanView, 'subtasks'>): string[] {
  const behind = new Set([id]);
  for (let size = 0; size < behind.size;) {
    size = behind.size;
    for (const step of subtasks) if (step.dependsOn.some((on) => behind.has(on))) behind.add(step.id);
  }
  behind.delete(id);
  return subtasks.filter((step) => behind.has(step.id) && !isSubtaskEnded(step.status)).map((step) => step.id);
}
