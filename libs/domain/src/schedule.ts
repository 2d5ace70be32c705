import { asTier, nextTier, TOP_TIER, type Tier } from './roles.js';
import type { Rung } from './outcomes.js';

/** What the scheduler needs to know of a step. */
export interface Schedulable {
  readonly id: string;
  readonly dependsOn: readonly string[];
  readonly isCriticalPath: boolean;
  readonly position: number;
}

/**
 * Of `waiting`, those whose dependencies are all `done`, best first: critical path before others, then the one most
 * steps wait for, then the plan's order.
 */
export function readySubtasks<S extends Schedulable>(waiting: readonly S[], done: ReadonlySet<string>): S[] {
  const waitedFor = new Map<string, number>();
  for (const { dependsOn } of waiting) for (const id of dependsOn) waitedFor.set(id, (waitedFor.get(id) ?? 0) + 1);
  const weight = (s: S): number => waitedFor.get(s.id) ?? 0;
  return waiting
    .filter((s) => s.dependsOn.every((id) => done.has(id)))
    .sort(
      (a, b) => Number(b.isCriticalPath) - Number(a.isCriticalPath) || weight(b) - weight(a) || a.position - b.position,
    );
}

/** Ids that can never run because something they need, directly or not, is among `lost`. */
export function cutOff(steps: readonly Schedulable[], lost: ReadonlySet<string>): Set<string> {
  const dependents = new Map<string, string[]>();
  for (const { id, dependsOn } of steps)
    for (const needed of dependsOn) dependents.set(needed, [...(dependents.get(needed) ?? []), id]);
  const cut = new Set<string>();
  const open = [...lost];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const dependent of dependents.get(id) ?? []) {
      if (cut.has(dependent) || lost.has(dependent)) continue;
      cut.add(dependent);
      open.push(dependent);
    }
  }
  return cut;
}

/**
 * The retry ladder. Try 1: as planned; 2: the same tier with the verdict; 3: the next tier with a fresh context; from
 * 4: the top tier, thinking, with twice the budget.
 */
export function rungOf(tryNumber: number, planned: Tier): Rung {
  if (tryNumber <= 2) return { tier: planned, fresh: false, think: false, budget: 1 };
  if (tryNumber === 3) return { tier: asTier(nextTier(planned)), fresh: true, think: false, budget: 1 };
  return { tier: TOP_TIER, fresh: true, think: true, budget: 2 };
}
