import { isDeepStrictEqual } from 'node:util';
import type { VerifyWork } from '#contracts';
import type { CheckResult, FileChange } from '#domain';
import { isBrokenRule } from './broken-rule.js';
import { nameOf } from './file-kinds.js';
import { isLast, landedBefore, type Result } from './result.js';
import { asStated } from './stated/as-stated.js';
import { isOfTheTree, isOfTheWay, type Fact, type Stated } from './stated/fact.js';
import { FilesView } from './stated/files-view.js';
import { MOST_WALKED } from './walk.js';

/** Whether the files are as the goal and the subtask say in so many words. */
export async function inWords(
  result: Result,
  there: readonly string[],
  goal: Stated,
  own: Stated,
): Promise<CheckResult[]> {
  if (there.length >= MOST_WALKED) return [];
  const { work, changes } = result;
  const { landed = [] } = work;
  const view = (base: string | null, seen: readonly FileChange[]): FilesView =>
    new FilesView(result.tree, base, there, seen, result.runner, result.signal);
  const ofTheEnd = needed(goal).filter((fact) => !isOfTheWay(fact) || fact.kind === 'changed');
  // Between two states of the folder lies what the user has changed too.
  if (work.subtask === null) return asStated(view(work.base, changes), ofTheEnd);
  const facts = [
    ...needed(own).filter((fact) => !isOfTheTree(fact) && !isSaidOtherwise(fact, goal)),
    ...goal.facts.filter((fact) => isOfTheWay(fact) && fact.kind !== 'changed'),
  ];
  const results = await asStated(
    view(work.base, changes),
    facts.filter((fact) => !isChangedBefore(fact, work)),
  );
  if (!isLast(work)) return results;
  if (ofTheEnd.length === 0) return together(results, []);
  // Nothing comes behind it that could still make the goal true.
  const since = [...changes, ...landedBefore(work)];
  const start = work.before === undefined ? null : await result.openStart?.();
  if (start === null || start === undefined)
    return together(results, await asStated(view(landed.length === 0 ? work.base : null, since), ofTheEnd));
  try {
    const { tree, runner, signal } = result;
    const whole = new FilesView(tree, work.before?.start ?? null, there, since, runner, signal, start);
    return together(results, await asStated(whole, ofTheEnd));
  } finally {
    await start.close();
  }
}

/**
 * What a plan makes of the lines of a file that the user speaks of in words of their own, may be less than they ask
 * for.
 */
function isSaidOtherwise(fact: Fact, goal: Stated): boolean {
  const isOfIt = (path: string): boolean => fact.kind === 'transformed' && nameOf(path) === nameOf(fact.path);
  if (fact.kind !== 'transformed' || !goal.files.some(isOfIt)) return false;
  const said = goal.facts.flatMap((one) => (one.kind === 'transformed' && isOfIt(one.path) ? one.steps : []));
  return !fact.steps.every((step) => said.some((one) => isDeepStrictEqual(one, step)));
}

/** Where all is said of a file that it is to be, this decides, and not whether it was changed. */
function needed({ facts, isWhole }: Stated): readonly Fact[] {
  if (!isWhole) return facts;
  const decided = new Set(facts.flatMap((fact) => ('path' in fact && !isOfTheWay(fact) ? [fact.path] : [])));
  return facts.filter((fact) => fact.kind !== 'changed' || !fact.paths.some((path) => decided.has(path)));
}

function together(own: readonly CheckResult[], goal: readonly CheckResult[]): CheckResult[] {
  const broken = [...own, ...goal].filter(isBrokenRule);
  const [first, ...rest] = [...own, ...goal].filter((result) => !isBrokenRule(result));
  if (first === undefined) return broken;
  const failed = [first, ...rest].filter(({ passed }) => !passed);
  if (failed.length === 0) return broken.length > 0 ? broken : [{ ...first, passed: true }];
  const details = new Set(failed.flatMap(({ detail }) => detail.split('; ')));
  return [{ ...first, passed: false, detail: [...details].join('; ') }, ...broken];
}

/** A file that an earlier subtask has changed need not change once more. */
const isChangedBefore = (fact: Fact, work: VerifyWork): boolean =>
  fact.kind === 'changed' &&
  landedBefore(work).some(({ path }) => fact.paths.some((name) => path === name || path.endsWith(`/${name}`)));

export const madeBy = (facts: readonly Fact[]): string[] => [
  ...new Set(facts.flatMap((fact) => (fact.kind === 'made' ? [fact.path] : []))),
];

/** Files that are to hold something as others do that this work has made. */
export function besideMade(facts: readonly Fact[], work: VerifyWork, changes: readonly FileChange[]): string[] {
  const paths = facts.flatMap((fact) => (fact.kind === 'holds' || fact.kind === 'content' ? [fact.path] : []));
  const isMade = (name: string): boolean =>
    [...landedBefore(work), ...changes].some(
      ({ path, operation }) => operation === 'create' && (path === name || path.endsWith(`/${name}`)),
    );
  return paths.some(isMade) ? [...new Set(paths)] : [];
}

/** Texts that are to stand in a file word for word. */
export const textsOf = (facts: readonly Fact[]): string[] =>
  facts.flatMap((fact) => {
    switch (fact.kind) {
      case 'content':
      case 'holds':
      case 'added':
      case 'placed':
        return fact.text.split('\n');
      case 'replaced':
      case 'first_replaced':
        return [fact.to];
      case 'transformed':
        return fact.steps.flatMap((step) => (step.of === 'affix' ? [step.text] : []));
      case 'swept':
        return fact.to === null ? [] : [fact.to];
      default:
        return [];
    }
  });
