import picomatch from 'picomatch';
import type { Deed } from '#contracts';
import type { FileChange, SubtaskSpec } from '#domain';

/* Whether a step that only runs what a step before it has written came to the same files again. Pure. */

const RUNS =
  /^(?:please\s+|then\s+|now\s+)?(?:re-?run|run|execute|call|führe|starte|exécute[rz]?|lance[rz]?|ejecut(?:a|ar|e))(?![\p{L}\d])/iu;
/** Git's own: where it came last in a chain, all that stands before it has ended well. */
const GIT_FAILED = 128;
const normal = (path: string): string => path.replace(/^\.\//, '').replace(/\/$/, '');

/**
 * `landed`: what the steps before it have changed, among it the script and every file this one is to make. The attempt
 * must have run the script, and that must have ended well: whoever only says so has run nothing.
 */
export function ranAgain(
  { description, expectedOutputs }: SubtaskSpec,
  deeds: readonly Deed[] | undefined,
  landed: readonly FileChange[],
  there: readonly string[],
): boolean {
  if (!RUNS.test(description.trim()) || expectedOutputs.length === 0) return false;
  const made = new Set(landed.filter(({ operation }) => operation !== 'delete').map(({ path }) => path));
  const isOlder = (output: string): boolean => {
    const path = normal(output);
    const fits = picomatch.scan(path).isGlob ? picomatch(path, { dot: true }) : undefined;
    const found = there.filter((one) => (fits === undefined ? one === path || one.startsWith(`${path}/`) : fits(one)));
    return found.some((one) => made.has(one));
  };
  const words = (deeds ?? []).flatMap(({ command = '', exitCode = 0 }) =>
    exitCode === 0 || (exitCode === GIT_FAILED && /&&\s*git\s[^&|;]*$/.test(command))
      ? command.split(/[\s;&|()<>"'=`]+/)
      : [],
  );
  return expectedOutputs.every(isOlder) && words.some((word) => made.has(normal(word)));
}
