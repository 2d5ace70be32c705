import type { SubtaskSpec } from '#domain';

const ABSOLUTE = /^(?:\/|~\/|[A-Za-z]:[\\/])/;

/**
 * Expected outputs under a root that a model made up ("/home/user/project/src/a.ts"), as the task's own words or the
 * workspace name them; what nobody names is left out, since nothing outside of the workspace can be looked at. One that
 * begins with the workspace's own name, which no folder in it bears, is read without it. Pure.
 */
export function outputsInside(
  subtasks: readonly SubtaskSpec[],
  told: string,
  listing: readonly string[],
  own = '',
): { readonly subtasks: readonly SubtaskSpec[]; readonly repairs: readonly string[] } {
  const repairs: string[] = [];
  const there = new Set(listing);
  const isFolder = (path: string): boolean => there.has(`${path}/`) || listing.some((p) => p.startsWith(`${path}/`));
  const withoutOwn = (path: string, texts: readonly string[]): string | null => {
    const rest = own !== '' && path.startsWith(`${own}/`) ? path.slice(own.length + 1) : '';
    if (rest === '' || isFolder(own) || texts.some((text) => text.includes(`${own}/`))) return null;
    const above = rest.includes('/') ? rest.slice(0, rest.lastIndexOf('/')) : null;
    return there.has(rest) || (above !== null && isFolder(above)) ? rest : null;
  };
  const inside = subtasks.map((given) => {
    const texts = [told, given.description, given.acceptanceCriteria];
    const named = given.expectedOutputs.map((path) => {
      const rest = withoutOwn(path, texts);
      if (rest !== null) repairs.push(`read the expected output "${path}" of "${given.id}" as "${rest}"`);
      return rest ?? path;
    });
    const subtask = named.every((path, at) => path === given.expectedOutputs[at])
      ? given
      : { ...given, expectedOutputs: named };
    if (!subtask.expectedOutputs.some((path) => ABSOLUTE.test(path))) return subtask;
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
