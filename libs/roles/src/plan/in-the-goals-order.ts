import type { SubtaskSpec } from '#domain';
import { stated } from '../verify/stated/facts.js';
import { proseOf } from '../verify/stated/masked-text.js';

/* What the goal and the steps' own words say of which step comes first, where the plan says nothing of it. Pure. */

const THEN =
  /[,.;]\s*(?:and\s+)?(?:then|afterwards|after\s+that|finally)\s|(?<!\p{L})and\s+then\s|(?<!\p{L})(?:danach|anschließend|dann|puis|ensuite|luego|después|depois|poi|quindi|daarna|potem|затем|потом)(?!\p{L})|然后|再把|その後|次に/iu;

/**
 * Each step of a plan without any dependency waits for the one before it, where the goal puts its parts one after the
 * other.
 */
export function inTheGoalsOrder(
  subtasks: readonly SubtaskSpec[],
  told: string,
  listing: readonly string[] = [],
): { readonly subtasks: readonly SubtaskSpec[]; readonly repairs: readonly string[] } {
  const areFree = subtasks.length > 1 && subtasks.every(({ dependsOn }) => dependsOn.length === 0);
  if (!areFree) return { subtasks, repairs: [] };
  if (THEN.test(proseOf(told)))
    return {
      subtasks: subtasks.map((subtask, at) => ({
        ...subtask,
        dependsOn: at === 0 ? [] : [subtasks[at - 1]?.id ?? ''],
      })),
      repairs: ['each subtask waits for the one before it, since the goal puts one after the other'],
    };
  return behindWhatTheyRead(subtasks, listing);
}

/** A step that names a file which another one changes or makes, and only makes one of its own, waits for that one. */
function behindWhatTheyRead(
  subtasks: readonly SubtaskSpec[],
  listing: readonly string[],
): ReturnType<typeof inTheGoalsOrder> {
  const repairs: string[] = [];
  const said = subtasks.map(({ description }) => stated(description));
  const changes = said.map(({ facts }) =>
    facts.flatMap((fact) =>
      fact.kind === 'changed' ? fact.paths : CHANGES.has(fact.kind) && 'path' in fact ? [fact.path] : [],
    ),
  );
  const makes = said.map(({ facts }) => facts.flatMap((fact) => (fact.kind === 'made' ? [fact.path] : [])));
  const reads = said.map(({ files }, at) =>
    files.filter((path) => !makes[at]?.includes(path) && !changes[at]?.includes(path)),
  );
  const needs = (at: number, other: number): 'changed' | 'made' | null => {
    if (at === other) return null;
    if (changes[other]?.some((path) => reads[at]?.includes(path))) return 'changed';
    return makes[other]?.some((path) => reads[at]?.includes(path) && !listing.includes(path)) ? 'made' : null;
  };
  const waits: Set<number>[] = subtasks.map(() => new Set());
  const waitsFor = (at: number, other: number): boolean => {
    const met = new Set([at]);
    for (const one of met) for (const next of waits[one] ?? []) met.add(next);
    return met.has(other);
  };
  for (const [at, { id }] of subtasks.entries()) {
    // Who changes something may itself be waited for.
    if (makes[at]?.length === 0 || changes[at]?.length !== 0) continue;
    for (const [other, { id: first }] of subtasks.entries()) {
      const how = needs(at, other);
      // Two that name each other's: nobody knows which comes first.
      if (how === null || needs(other, at) !== null || waitsFor(other, at)) continue;
      waits[at]?.add(other);
      repairs.push(`"${id}" waits for "${first}", which ${how === 'made' ? 'makes' : 'changes'} what it reads`);
    }
  }
  const ordered = subtasks.map((subtask, at) => ({
    ...subtask,
    dependsOn: [...(waits[at] ?? [])].map((other) => subtasks[other]?.id ?? ''),
  }));
  return { subtasks: ordered, repairs };
}

const CHANGES: ReadonlySet<string> = new Set(['added', 'grows', 'placed', 'replaced', 'setting', 'lacks', 'holds']);
