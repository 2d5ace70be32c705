import type { Tier } from './roles.js';

/** One step of a plan, as the planner states it and the rest of Loom reads it. */
export interface SubtaskSpec {
  /** Kebab-case, unique in the plan: `[a-z0-9][a-z0-9-]{0,63}`. */
  readonly id: string;
  readonly description: string;
  readonly dependsOn: readonly string[];
  readonly modelTier: Tier;
  readonly verificationTier: Tier;
  readonly isCriticalPath: boolean;
  readonly acceptanceCriteria: string;
  /** Workspace-relative paths that must exist and not be empty afterwards. */
  readonly expectedOutputs: readonly string[];
  /** Shell commands that must exit 0 in the attempt's files. */
  readonly checks: readonly string[];
}

export type PlanFault =
  | { readonly kind: 'empty' }
  | { readonly kind: 'too_many'; readonly count: number; readonly most: number }
  | { readonly kind: 'bad_id'; readonly id: string }
  | { readonly kind: 'duplicate_id'; readonly id: string }
  | { readonly kind: 'no_description'; readonly id: string }
  | { readonly kind: 'unknown_dependency'; readonly id: string; readonly dependency: string }
  | { readonly kind: 'cycle'; readonly path: readonly string[] };

export const MAX_SUBTASKS = 64;
const ID = /^[a-z0-9][a-z0-9-]{0,63}$/;

/**
 * Everything wrong with a plan, in one pass; empty = sound. `settled` are ids of completed work a replan keeps, which
 * new steps may depend on; an id that a new step bears too means the new step.
 */
export function faultsOfPlan(subtasks: readonly SubtaskSpec[], settled: ReadonlySet<string> = new Set()): PlanFault[] {
  if (subtasks.length === 0) return [{ kind: 'empty' }];
  const faults: PlanFault[] = [];
  if (subtasks.length > MAX_SUBTASKS) faults.push({ kind: 'too_many', count: subtasks.length, most: MAX_SUBTASKS });
  const ids = new Set<string>();
  for (const { id, description } of subtasks) {
    if (!ID.test(id)) faults.push({ kind: 'bad_id', id });
    if (ids.has(id)) faults.push({ kind: 'duplicate_id', id });
    if (description.trim() === '') faults.push({ kind: 'no_description', id });
    ids.add(id);
  }
  for (const { id, dependsOn } of subtasks) {
    for (const dependency of dependsOn) {
      if (!ids.has(dependency) && !settled.has(dependency)) faults.push({ kind: 'unknown_dependency', id, dependency });
    }
  }
  const cycle = findCycle(subtasks);
  if (cycle) faults.push({ kind: 'cycle', path: cycle });
  return faults;
}

/** The fault as a sentence the planner can act on. */
export function describePlanFault(fault: PlanFault): string {
  switch (fault.kind) {
    case 'empty':
      return 'the plan holds no subtask';
    case 'too_many':
      return `the plan holds ${fault.count} subtasks; at most ${fault.most} are allowed`;
    case 'bad_id':
      return `the id ${JSON.stringify(fault.id)} is not lower-case words joined by hyphens`;
    case 'duplicate_id':
      return `the id "${fault.id}" is used more than once`;
    case 'no_description':
      return `the subtask "${fault.id}" has no description`;
    case 'unknown_dependency':
      return `the subtask "${fault.id}" depends on "${fault.dependency}", which is not in the plan`;
    case 'cycle':
      return `the dependencies go round in a circle: ${fault.path.join(' -> ')}`;
  }
}

/** What `repairPlan` changed, each a sentence for the event log. */
export interface RepairedPlan {
  readonly subtasks: readonly SubtaskSpec[];
  readonly repairs: readonly string[];
}

/**
 * Mends what can be mended without guessing at meaning: ids are made kebab-case and unique, unknown and own
 * dependencies dropped, and each cycle is broken at the edge that points forward in the listed order.
 */
export function repairPlan(subtasks: readonly SubtaskSpec[], settled: ReadonlySet<string> = new Set()): RepairedPlan {
  const repairs: string[] = [];
  const described = subtasks.filter((s) => s.description.trim() !== '');
  if (described.length < subtasks.length)
    repairs.push(`dropped ${subtasks.length - described.length} subtasks without a description`);
  const kept = described.slice(0, MAX_SUBTASKS);
  if (described.length > kept.length) repairs.push(`dropped all but the first ${MAX_SUBTASKS} subtasks`);

  const taken = new Set<string>();
  const newId = new Map<string, string>();
  const named = kept.map((subtask, index) => {
    const id = uniqueId(kebab(subtask.id) || `step-${index + 1}`, taken);
    taken.add(id);
    if (id !== subtask.id) repairs.push(`renamed ${JSON.stringify(subtask.id)} to "${id}"`);
    // The first bearer of a duplicated id is the one that dependencies mean.
    if (!newId.has(subtask.id)) newId.set(subtask.id, id);
    return { ...subtask, id };
  });
  const known = new Set([...settled, ...named.map((s) => s.id)]);
  let mended: SubtaskSpec[] = named.map((subtask) => {
    const wanted = subtask.dependsOn.map((d) => newId.get(d) ?? (settled.has(d) ? d : kebab(d)));
    const dependsOn = [...new Set(wanted)].filter((d) => known.has(d) && d !== subtask.id);
    const dropped = wanted.filter((d) => !known.has(d) || d === subtask.id);
    for (const d of dropped) repairs.push(`dropped the dependency of "${subtask.id}" on "${d}"`);
    return { ...subtask, dependsOn };
  });
  for (let cycle = findCycle(mended); cycle; cycle = findCycle(mended)) {
    const order = new Map(mended.map((s, i) => [s.id, i]));
    const back = edgesOf(cycle).find(([from, to]) => (order.get(from) ?? 0) < (order.get(to) ?? 0));
    const [from, to] = back ?? [cycle[0] as string, cycle[1] as string];
    repairs.push(`broke the circle ${cycle.join(' -> ')} by dropping the dependency of "${from}" on "${to}"`);
    mended = mended.map((s) => (s.id === from ? { ...s, dependsOn: s.dependsOn.filter((d) => d !== to) } : s));
  }
  return { subtasks: mended, repairs };
}

/** A dependency cycle as `[a, b, …, a]`, or null. */
export function findCycle(subtasks: readonly SubtaskSpec[]): string[] | null {
  const dependencies = new Map(subtasks.map((s) => [s.id, s.dependsOn]));
  const settled = new Set<string>();
  for (const { id: start } of subtasks) {
    const path: string[] = [];
    const onPath = new Set<string>();
    // Iterative depth-first search: a plan from a model may be a chain of any length.
    const stack: { id: string; next: number }[] = [{ id: start, next: 0 }];
    while (stack.length > 0) {
      const frame = stack[stack.length - 1] as { id: string; next: number };
      if (frame.next === 0 && !settled.has(frame.id)) {
        path.push(frame.id);
        onPath.add(frame.id);
      }
      const dependency = settled.has(frame.id) ? undefined : dependencies.get(frame.id)?.[frame.next++];
      if (dependency === undefined) {
        stack.pop();
        if (onPath.delete(frame.id)) path.pop();
        settled.add(frame.id);
      } else if (onPath.has(dependency)) {
        return [...path.slice(path.indexOf(dependency)), dependency];
      } else if (dependencies.has(dependency) && !settled.has(dependency)) {
        stack.push({ id: dependency, next: 0 });
      }
    }
  }
  return null;
}

const edgesOf = (cycle: readonly string[]): [string, string][] =>
  cycle.slice(0, -1).map((from, i) => [from, cycle[i + 1] as string]);

/** Lower-case words joined by hyphens, at most 56 characters, so that a counter still fits. */
export function kebab(text: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 56)
    .replace(/^-+|-+$/g, '');
}

function uniqueId(id: string, taken: ReadonlySet<string>): string {
  if (!taken.has(id)) return id;
  let n = 2;
  while (taken.has(`${id}-${n}`)) n++;
  return `${id}-${n}`;
}
