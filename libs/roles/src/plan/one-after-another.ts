import picomatch from 'picomatch';
import type { SubtaskSpec } from '#domain';

/**
 * Two subtasks that are to bring the same file, and neither of which waits for the other, would each write their own
 * version of it: the later one in the list waits for the earlier. Pure.
 */
export function oneAfterAnother(subtasks: readonly SubtaskSpec[]): {
  readonly subtasks: readonly SubtaskSpec[];
  readonly repairs: readonly string[];
} {
  const repairs: string[] = [];
  const ordered = new Map(subtasks.map((subtask) => [subtask.id, subtask]));
  const lastOf = new Map<string, string>();
  for (const { id, expectedOutputs } of subtasks) {
    for (const path of new Set(expectedOutputs.map(fileOf))) {
      if (path === null) continue;
      const before = lastOf.get(path);
      lastOf.set(path, id);
      if (before === undefined || waitsFor(ordered, id, before)) continue;
      // Where the earlier one waits for this one, this one's version comes first.
      if (waitsFor(ordered, before, id)) {
        lastOf.set(path, before);
        continue;
      }
      const subtask = ordered.get(id);
      if (subtask === undefined) continue;
      ordered.set(id, { ...subtask, dependsOn: [...subtask.dependsOn, before] });
      repairs.push(`"${id}" waits for "${before}", since both are to bring ${path}`);
    }
  }
  return { subtasks: [...ordered.values()], repairs };
}

/** Null of what is no single file. */
function fileOf(output: string): string | null {
  const path = output.replaceAll('\\', '/').replace(/^\.\//, '');
  return path === '' || path.endsWith('/') || picomatch.scan(path).isGlob ? null : path;
}

/** Directly or not. */
function waitsFor(subtasks: ReadonlyMap<string, SubtaskSpec>, id: string, other: string): boolean {
  const seen = new Set<string>();
  const open = [id];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const needed of subtasks.get(at)?.dependsOn ?? []) {
      if (needed === other) return true;
      if (!seen.has(needed)) open.push(needed);
      seen.add(needed);
    }
  }
  return false;
}
