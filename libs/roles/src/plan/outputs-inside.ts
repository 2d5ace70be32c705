import type { SubtaskSpec } from '#domain';

const ABSOLUTE = /^(?:\/|~\/|[A-Za-z]:[\\/])/;

/**
 * Expected outputs under a root that a model made up ("/home/user/project/src/a.ts"), as the task's own words or the
 * workspace name them; what nobody names is left out, since nothing outside of the workspace can be looked at. Pure.
 */
export function outputsInside(
  subtasks: readonly SubtaskSpec[],
  told: string,
  listing: readonly string[],
): { readonly subtasks: readonly SubtaskSpec[]; readonly repairs: readonly string[] } {
  const repairs: string[] = [];
  const there = new Set(listing);
  const inside = subtasks.map((subtask) => {
    if (!subtask.expectedOutputs.some((path) => ABSOLUTE.test(path))) return subtask;
    const texts = [told, subtask.description, subtask.acceptanceCriteria];
    const outputs = subtask.expectedOutputs.flatMap((path) => {
      if (!ABSOLUTE.test(path)) return [path];
      const meant = endingsOf(path).find((end) => there.has(end) || texts.some((text) => names(text, end)));
      repairs.push(
        meant === undefined
          ? `left out the expected output "${path}" of "${subtask.id}", which is not in the workspace`
          : `read the expected output "${path}" of "${subtask.id}" as "${meant}"`,
      );
      return meant === undefined ? [] : [meant];
    });
    return { ...subtask, expectedOutputs: [...new Set(outputs)] };
  });
  return { subtasks: inside, repairs };
}

/** The path without its first part, without its first two …, the longest first. */
function endingsOf(path: string): string[] {
  const parts = path.split(/[\\/]+/).filter((part) => part !== '');
  return parts
    .slice(0, 20)
    .map((_, at) => parts.slice(at).join('/'))
    .slice(1);
}

/** Whether the text holds the path as a word of its own, not as the end of a longer one. */
function names(text: string, path: string): boolean {
  for (let at = text.indexOf(path); at >= 0; at = text.indexOf(path, at + 1)) {
    const [before, after] = [text[at - 1] ?? ' ', text.slice(at + path.length, at + path.length + 2)];
    if (!/[\w./\\-]/.test(before) && !/^(?:[\w/\\-]|\.\w)/.test(after)) return true;
  }
  return false;
}
