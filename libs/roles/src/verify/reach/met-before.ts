import picomatch from 'picomatch';
import type { FileChange } from '#domain';
import { checksPass } from '../commands/run-checks.js';
import type { Step } from '../subject.js';
import { areOfEarlierSteps } from './of-earlier-step.js';
import { namedBefore, renamedIn } from './under-other-name.js';

/* Whether the steps before one have met what it is checked by, so that it rightly finds nothing to do. */

/**
 * A check that no other step has failed where the task started, and holds now though this step has changed nothing: an
 * earlier one has done its work. What the step was to make or change must be among what those have.
 */
export async function isMetBefore(step: Step): Promise<boolean> {
  const { work, subtask, landed, tree, runner, signal, openStart } = step;
  if (openStart === null || work.before === undefined) return false;
  const others = new Set(work.before.checks.map(normal));
  const named = namedBefore(work);
  const asNamed = (check: string): string => renamedIn(check, named);
  const own = subtask.checks.filter((check) => !others.has(normal(check))).map(asNamed);
  if (own.length === 0) return false;
  const untouched = subtask.expectedOutputs.filter((output) => !areTouched([output], landed));
  if (untouched.length > 0 && !(await areOfEarlierSteps(untouched, step))) return false;
  const now = await checksPass(runner, tree, subtask.checks.map(asNamed), signal);
  await tree.reset();
  if (!now.every(({ result }) => result.passed)) return false;
  const start = await openStart();
  try {
    const then = await checksPass(runner, start, own, signal);
    return then.some(({ result }) => !result.passed);
  } finally {
    await start.close();
  }
}

const normal = (check: string): string => check.trim().replace(/\s+/g, ' ');

/** Whether each of the outputs, or something in it, is among the changes. Pure. */
export function areTouched(outputs: readonly string[], landed: readonly FileChange[]): boolean {
  const paths = landed.filter(({ operation }) => operation !== 'delete').map(({ path }) => path);
  return outputs.every((given) => {
    const output = given.replace(/^\.\//, '').replace(/\/$/, '');
    const fits = picomatch.scan(output).isGlob ? picomatch(output, { dot: true }) : undefined;
    return paths.some((path) => (fits === undefined ? path === output || path.startsWith(`${output}/`) : fits(path)));
  });
}
