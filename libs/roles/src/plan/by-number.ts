import type { SubtaskSpec } from '#domain';

const NUMBER = /^step-(\d{1,3})$/;

/**
 * Dependencies that count the steps, where the ids are names. Whether they count from 0 or from 1 shows where only one
 * of both names earlier steps everywhere; where both do, a step waits for what either means.
 */
export function byNumber(subtasks: readonly (SubtaskSpec | null)[], notes: string[]): (SubtaskSpec | null)[] {
  if (subtasks.some((one) => one !== null && NUMBER.test(one.id))) return [...subtasks];
  const counted = subtasks.flatMap((one, at) =>
    (one?.dependsOn ?? []).flatMap((id) => {
      const n = NUMBER.exec(id)?.[1];
      return n === undefined ? [] : [{ at, n: Number(n) }];
    }),
  );
  const bases = [0, 1].filter((base) => counted.every(({ at, n }) => n >= base && n - base < at));
  if (counted.length === 0 || bases.length === 0) return [...subtasks];
  notes.push('took the numbers in depends_on for the steps that they count');
  return subtasks.map((subtask) => {
    if (subtask === null) return null;
    const dependsOn = subtask.dependsOn.flatMap((id) => {
      const n = NUMBER.exec(id)?.[1];
      if (n === undefined) return [id];
      return bases.flatMap((base) => subtasks[Number(n) - base]?.id ?? []);
    });
    return { ...subtask, dependsOn: [...new Set(dependsOn)] };
  });
}
