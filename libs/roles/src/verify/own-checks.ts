import type { FileChange, SubtaskSpec } from '#domain';

/**
 * Files that a subtask's own checks run and that the attempt changed without being asked to: a check that was bent proves
 * nothing. Pure.
 */
export function bentChecks(changes: readonly FileChange[], subtask: SubtaskSpec): string[] {
  const words = new Set(
    subtask.checks.flatMap((check) => check.split(/[\s;&|()<>"'=]+/)).map((word) => word.replace(/^\.\//, '')),
  );
  const text = `${subtask.description}\n${subtask.acceptanceCriteria}`;
  const outputs = new Set(subtask.expectedOutputs);
  return changes
    .filter(({ operation, path }) => operation !== 'create' && words.has(path) && !outputs.has(path))
    .map(({ path }) => path)
    .filter((path) => !isToBeChanged(path, text));
}

/** Spoken of other than as what has to pass; or, unnamed, where the text asks for tests. */
function isToBeChanged(path: string, text: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const parts = text.split(name);
  if (parts.length === 1) return /\b(?:tests?|specs?|checks?)\b/i.test(text);
  return parts.slice(1).some((after, index) => {
    const before = parts[index] ?? '';
    return (
      !/^[`'"]?\s+(?:pass|succeed|exit|is green|goes green|work)/i.test(after) &&
      !/\b(?:run|runs|running|pass|passes|by)\s+[\w./`'"-]*$/i.test(before)
    );
  });
}
