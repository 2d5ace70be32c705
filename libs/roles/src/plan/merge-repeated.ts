import type { SubtaskSpec } from '#domain';

const folded = ({ description, expectedOutputs }: SubtaskSpec): string =>
  JSON.stringify([
    description
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim(),
    expectedOutputs,
  ]);

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Whether the names of two steps each speak of a thing of their own: "write-header", "write-footer". */
function areNamedApart(a: SubtaskSpec, b: SubtaskSpec, told: ReadonlySet<string>): boolean {
  const own = (one: SubtaskSpec, other: SubtaskSpec): boolean => {
    const others = new Set(wordsOf(other.id));
    return wordsOf(one.id).some((word) => !others.has(word) && told.has(word));
  };
  return own(a, b) && own(b, a);
}

/**
 * One subtask for those that say the same: a small model that splits too far repeats itself. The first stays, with what
 * depended on the others. One that waits for something the first does not wait for is no repetition: something was to
 * happen in between. Nor is one whose name tells what it is for in words of the user, as the other's does. Pure.
 */
export function mergeRepeated(
  subtasks: readonly SubtaskSpec[],
  told: string,
): {
  readonly subtasks: readonly SubtaskSpec[];
  readonly repairs: readonly string[];
} {
  const first = new Map<string, SubtaskSpec>();
  const standsFor = new Map<string, string>();
  const words = new Set(wordsOf(told));
  for (const subtask of subtasks) {
    const kept = first.get(folded(subtask));
    const before = new Set(kept === undefined ? [] : [kept.id, ...kept.dependsOn]);
    if (kept === undefined) first.set(folded(subtask), subtask);
    else if (areNamedApart(kept, subtask, words)) continue;
    else if (subtask.dependsOn.every((id) => before.has(standsFor.get(id) ?? id))) standsFor.set(subtask.id, kept.id);
  }
  if (standsFor.size === 0) return { subtasks, repairs: [] };
  const merged = subtasks
    .filter(({ id }) => !standsFor.has(id))
    .map((subtask) => ({
      ...subtask,
      dependsOn: [...new Set(subtask.dependsOn.map((id) => standsFor.get(id) ?? id))].filter((id) => id !== subtask.id),
    }));
  return { subtasks: merged, repairs: [`merged ${standsFor.size} subtasks into others that say the same`] };
}
