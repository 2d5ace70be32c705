import type { SubtaskSpec } from '#domain';
import type { Stated } from '../verify/stated/fact.js';
import { stated } from '../verify/stated/facts.js';

/** A step that begins so takes files away, whatever else it does. */
const CLEANS =
  /^(?:please\s+|finally,?\s+|then\s+)?(?:clean(?:ing)?[- ]?up|tidy(?:ing)?\s+up|cleanup|(?:delete|remove|erase|purge|wipe)\s+(?:(?:all|any|every|the|other|old|unused|unnecessary|temporary|remaining|leftover|existing|obsolete|extra)\s+){1,4}(?:\S+\s+)?(?:files?|folders?|director(?:y|ies)|artifacts?|data))\b/i;

/**
 * Without steps that the user did not ask for: where every word of the goal was understood, and each file it is about is
 * named, those that take files away though no word of it does, and those that only make other ones. What a less certain
 * goal may have meant is seen when the step's work is verified. Pure.
 */
export function withoutUnasked(
  subtasks: readonly SubtaskSpec[],
  told: string,
): { readonly subtasks: readonly SubtaskSpec[]; readonly repairs: readonly string[] } {
  const goal = stated(told);
  if (!goal.isWhole) return { subtasks, repairs: [] };
  const dropped = new Map<string, readonly string[]>();
  const repairs: string[] = [];
  for (const subtask of subtasks) {
    const because = unasked(subtask, goal);
    if (because === null) continue;
    dropped.set(subtask.id, subtask.dependsOn);
    repairs.push(`left out "${subtask.id}", ${because}, which the goal does not ask for`);
  }
  if (dropped.size === 0 || dropped.size === subtasks.length) return { subtasks, repairs: [] };
  const kept = subtasks.filter(({ id }) => !dropped.has(id));
  return { subtasks: kept.map((subtask) => ({ ...subtask, dependsOn: past(subtask.dependsOn, dropped) })), repairs };
}

function unasked({ description }: SubtaskSpec, goal: Stated): string | null {
  const own = stated(description);
  const removes = CLEANS.test(description.trim()) || own.facts.some(({ kind }) => kind === 'gone');
  if (removes && !goal.facts.some(({ kind }) => kind === 'gone' || kind === 'moved')) return 'which takes files away';
  const makes = own.facts.flatMap((fact) => (fact.kind === 'made' ? [fact.path] : []));
  const speaksOf = (path: string): boolean =>
    goal.files.some((name) => path === name || path.endsWith(`/${name}`) || name.endsWith(`/${path}`));
  return makes.length > 0 && !own.files.some(speaksOf) ? `which only makes ${makes.slice(0, 3).join(', ')}` : null;
}

/** Dependencies with what was left out replaced by what it waited for. */
function past(ids: readonly string[], dropped: ReadonlyMap<string, readonly string[]>, depth = 0): string[] {
  if (depth > 64) return [];
  return [...new Set(ids.flatMap((id) => (dropped.has(id) ? past(dropped.get(id) ?? [], dropped, depth + 1) : [id])))];
}
