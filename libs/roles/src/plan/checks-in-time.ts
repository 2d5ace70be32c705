import { cutOff, type SubtaskSpec } from '#domain';

const FILE = /(?<![\w./-])[\w@./-]*\w\.[a-z]\w{0,7}\b/gi;
const filesIn = (text: string): string[] =>
  [...new Set(text.match(FILE) ?? [])].map((path) => path.replace(/^\.\//, ''));

/**
 * A check that looks for a file which only a later step speaks of, and which is not there yet, goes to that step:
 * before it, nothing could pass. Pure.
 */
export function checksInTime(
  subtasks: readonly SubtaskSpec[],
  listing: readonly string[],
): { readonly subtasks: readonly SubtaskSpec[]; readonly repairs: readonly string[] } {
  const repairs: string[] = [];
  const spoken = new Map(
    subtasks.map(({ id, description, acceptanceCriteria, expectedOutputs }) => [
      id,
      new Set([...filesIn(`${description}\n${acceptanceCriteria}`), ...expectedOutputs]),
    ]),
  );
  const steps = subtasks.map((subtask, position) => ({ ...subtask, position }));
  const speaks = (id: string, path: string): boolean => spoken.get(id)?.has(path) === true;
  const homeOf = (subtask: SubtaskSpec, check: string): string => {
    const later = cutOff(steps, new Set([subtask.id]));
    const early = filesIn(check).filter((path) => !listing.includes(path) && !speaks(subtask.id, path));
    const homes = early.flatMap((path) => {
      const speaking = subtasks.filter(({ id }) => speaks(id, path));
      const isLater = speaking.every(({ id }) => later.has(id));
      return isLater ? speaking.slice(0, 1) : [];
    });
    return homes.length === 0 ? subtask.id : (subtasks.findLast((one) => homes.includes(one))?.id ?? subtask.id);
  };
  const homes = subtasks.flatMap((subtask) =>
    subtask.checks.map((check) => ({ check, from: subtask.id, to: homeOf(subtask, check) })),
  );
  if (homes.every(({ from, to }) => from === to)) return { subtasks, repairs };
  for (const { check, from, to } of homes)
    if (from !== to)
      repairs.push(`the check "${check.slice(0, 200)}" of "${from}" is for "${to}", which comes behind it`);
  return {
    subtasks: subtasks.map((subtask) => ({
      ...subtask,
      checks: [...new Set(homes.flatMap(({ check, to }) => (to === subtask.id ? [check] : [])))],
    })),
    repairs,
  };
}
