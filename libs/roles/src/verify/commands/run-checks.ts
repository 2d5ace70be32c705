import type { CheckResult, FileChange, SubtaskSpec } from '#domain';
import type { AttemptTree, CheckRunner } from '../../ports/attempt-trees.js';
import { listed } from '../doubt.js';
import { bentChecks } from './own-checks.js';
import { measuresByTests } from './tests-kept.js';

/** Changed files that are parsed; more are generated rather than written. */
const MOST_PARSED = 200;

/** `told`: the user's words. Where they say that tests are to pass, the script that runs these is a check as well. */
export function checksUnbent(
  changes: readonly FileChange[],
  diff: string,
  subtask: SubtaskSpec,
  told: string,
): CheckResult[] {
  const scripts = measuresByTests(told) && !/package\.json|\bscripts?\b/i.test(told) ? ['npm test'] : [];
  if (subtask.checks.length + scripts.length === 0) return [];
  const bent = bentChecks(changes, diff, subtask, scripts);
  const detail = bent.length === 0 ? 'as they were' : `changed by the attempt they are to judge: ${listed(bent)}`;
  return [{ name: 'own_checks', passed: bent.length === 0, detail }];
}

export async function syntaxHolds(
  runner: CheckRunner,
  tree: AttemptTree,
  changes: readonly FileChange[],
  signal: AbortSignal,
): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  const parsed = changes.filter((c) => c.operation !== 'delete' && !c.binary).slice(0, MOST_PARSED);
  for (const { path } of parsed) {
    signal.throwIfAborted();
    const result = await runner.syntax(tree, path, signal);
    if (result !== null) results.push(result);
  }
  return results;
}

/** A check that was run. */
export interface Ran {
  readonly command: string;
  readonly result: CheckResult;
  readonly tookMs: number;
  /** Absent where it can run here. */
  readonly isHere?: false;
}

/** In the place of a failure that says nothing of the work. */
export const notHere = ({ name }: CheckResult, because: string): CheckResult => ({
  ...{ name, passed: true, proves: false, skipped: true },
  detail: `could not run here, so that it says nothing: ${because}`,
});

export async function checksPass(
  runner: CheckRunner,
  tree: AttemptTree,
  commands: readonly string[],
  signal: AbortSignal,
): Promise<Ran[]> {
  const results: Ran[] = [];
  for (const command of commands) {
    signal.throwIfAborted();
    const startedAt = performance.now();
    let result = await runner.run(tree, command, signal);
    // An earlier check may have changed the files, or taken them away: then this one is heard on clean ones.
    if (!result.passed && results.length > 0) {
      signal.throwIfAborted();
      await tree.reset();
      result = await runner.run(tree, command, signal);
    }
    results.push({ command, result, tookMs: performance.now() - startedAt });
  }
  signal.throwIfAborted();
  return results;
}
