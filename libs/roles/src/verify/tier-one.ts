import { isDeepStrictEqual } from 'node:util';
import type { VerifyWork } from '#contracts';
import type { CheckResult, FileChange } from '#domain';
import type { AttemptTree, CheckRunner } from '../ports/attempt-trees.js';
import { notInACopy } from './reach/copy-beside.js';
import { definitionsKept } from './kept/definitions-kept.js';
import { isDoneBefore } from './reach/done-before.js';
import {
  asksForFiles,
  changedFilesHoldSomething,
  checksUnbent,
  expectedOutputsExist,
  MOST_WALKED,
  namedFilesExist,
  nothingLeftOut,
  somethingChanged,
  syntaxHolds,
  walk,
} from './deterministic-checks.js';
import { linesByFile } from './diff-lines.js';
import { nameOf } from './file-kinds.js';
import { hushedUp } from './commands/hushed-up.js';
import { importsHold } from './wanted/imports-hold.js';
import { certaintyOf, withoutTags, type Certainty } from './doubt.js';
import { textsHold } from './text/file-texts.js';
import { formKept } from './kept/form-kept.js';
import { ownWords } from './reach/own-words.js';
import { letsGo, mendsWords, misspelt, nothingTakenAway, onlyNamedFiles, type Scope } from './reach/scope.js';
import { bodiesThere } from './wanted/empty-bodies.js';
import { environmentListed } from './wanted/environment-listed.js';
import { everyFunction } from './wanted/every-function.js';
import { examplesHold } from './wanted/examples-hold.js';
import { linksHold } from './wanted/links-hold.js';
import { listedLines } from './wanted/listed-lines.js';
import { literalsKept } from './kept/literals-kept.js';
import { namesStay } from './kept/names-stay.js';
import { onlyReplaced } from './kept/only-replaced.js';
import { placeholdersKept } from './kept/placeholders-kept.js';
import { asPrinted } from './wanted/printed.js';
import { moreThanRemarks } from './kept/remarks-only.js';
import { credentialsStay, secretsKept } from './kept/secrets-kept.js';
import { settingsKept } from './kept/settings-kept.js';
import { asStated } from './stated/as-stated.js';
import { filesClaimed } from './stated/claimed.js';
import { isOfTheTree, isOfTheWay, type Fact, type Stated } from './stated/fact.js';
import { stated } from './stated/facts.js';
import { columnsInPlace } from './wanted/sql-columns.js';
import { stepsKept } from './reach/steps-kept.js';
import { FilesView } from './stated/files-view.js';
import { proseOf } from './stated/masked-text.js';
import { testsKept } from './commands/tests-kept.js';
import { namesStyled } from './wanted/styled-names.js';
import { unitsHold } from './wanted/units-hold.js';
import { goalUntouched } from './reach/wants-change.js';
import { asWorkedOut } from './wanted/worked-out.js';

/** The result as tier 1 looks at it. */
export interface Result {
  readonly work: VerifyWork;
  readonly tree: AttemptTree;
  readonly changes: readonly FileChange[];
  readonly diff: string;
  readonly runner: CheckRunner;
  readonly signal: AbortSignal;
}

/** What can be said of a result without a model and without the subtask's own checks. */
export async function tierOne(result: Result): Promise<CheckResult[]> {
  const { work, tree, changes, diff, runner, signal } = result;
  const { task, subtask } = work;
  const steered = work.instructions.map(({ text }) => text).join('\n');
  const context = Object.values(task.context).filter((value) => typeof value === 'string');
  const told = [withoutTags(task.goal), ...context].join('\n');
  const spoken = `${told}\n${steered}`;
  const asked = subtask === null ? '' : `${subtask.description}\n${subtask.acceptanceCriteria}`;
  const all = `${spoken}\n${asked}`;
  // What the user says later may change what was said before, and only a model can tell.
  const meant = (text: string): Stated => stated(steered === '' ? text : '');
  const there = await walk(tree.root);
  const goal = meant(told);
  const certainty = (of: 'files' | 'text'): Certainty => (steered === '' ? certaintyOf(told, goal, of) : 'doubtful');
  // What is to be created may take the place of what was there.
  const isMade = goal.facts.some(({ kind }) => kind === 'made' || kind === 'content');
  const words = await inWords(result, there, goal, meant(asked));
  const checks = [
    ...words,
    ...(await namedFilesExist(
      tree,
      changes,
      [
        ...madeBy(stated(subtask?.description ?? task.goal).facts),
        ...(isLast(work) ? besideMade(goal.facts, work, changes) : []),
      ],
      filesClaimed(work.summary),
      all,
    )),
    ...(await changedFilesHoldSomething(tree, changes, proseOf(all))),
    ...(await textsHold(tree, work.base, changes, proseOf(all), textsOf([...goal.facts, ...meant(asked).facts]))),
  ];
  const isSo = words.length > 0 && words.every(({ passed }) => passed);
  const prose = proseOf(all);
  if (subtask === null) {
    checks.push(...goalUntouched(goal, told, changes, isSo));
    const view = new FilesView(tree, work.base, there, changes, runner, signal);
    checks.push(...(await moreThanRemarks(view, changes, prose)), ...(await settingsKept(view, changes, all, told)));
  } else {
    const planned = [...stated(asked).files, ...subtask.expectedOutputs];
    const letGo = letsGo(spoken, steered === '' ? goal : { rest: spoken });
    // Who is shown every result before it lands is asked about it at once.
    const isShown = task.approvalMode === 'manual';
    const scope: Scope = {
      ...{
        letGo,
        goal,
        mendsWords: steered === '' && mendsWords(told, goal),
        misspelt: steered === '' ? misspelt(told) : null,
        planned,
        certainty: isShown ? 'doubtful' : certainty('files'),
      },
      ...{ made: madeBefore(work), approved: work.approved ?? [], lines: linesByFile(diff) },
      ...(work.deeds === undefined ? {} : { deeds: work.deeds }),
    };
    const view = new FilesView(tree, work.base, there, changes, runner, signal);
    const isOnly = work.plan?.subtasks.length === 1;
    const isFree = changes.length === 0 && steered === '' && words.every(({ passed }) => passed);
    const isDone = isFree && (await isDoneBefore(subtask, madeBefore(work), view));
    const refusal = work.unchangedBecause ?? null;
    // The subtask's own check tells it otherwise.
    const unsaid = asksForFiles(subtask) ? null : refusal;
    const gone = landedBefore(work).flatMap(({ operation, path }) => (operation === 'delete' ? [path] : []));
    checks.push(
      ...somethingChanged(changes, subtask, (isSo && meant(subtask.description).isWhole) || isDone, refusal),
      ...(isLast(work) ? goalUntouched(goal, told, [...changes, ...landedBefore(work)], isSo, unsaid) : []),
      ...nothingTakenAway(changes, scope),
      ...(letGo === 'nothing' ? stepsKept(changes, scope.made, madeBy(goal.facts), asked) : []),
      ...(isShown ? [] : onlyNamedFiles(changes, scope)),
      ...(await formKept(tree, work.base, changes, {
        ...{ spoken: prose, certainty: isMade ? 'doubtful' : certainty('text') },
        accounted: new Set(goal.facts.flatMap((fact) => (fact.kind === 'transformed' ? [nameOf(fact.path)] : []))),
      })),
      ...(await moreThanRemarks(view, changes, proseOf(isOnly ? all : asked))),
      ...(await settingsKept(view, changes, all, isLast(work) ? `${told}\n${asked}` : asked)),
      ...definitionsKept(diff, all, goal),
      ...(steered === '' ? [...namesStay(diff, told), ...onlyReplaced(diff, told)] : []),
      ...(steered === '' && isLast(work) ? await examplesHold(view, changes, told) : []),
      ...(steered === '' ? await literalsKept(view, changes, proseOf(told)) : []),
      ...(await placeholdersKept(view, changes, all, stated(all).files)),
      ...notInACopy(changes, there, all, prose),
      ...nothingLeftOut(diff, `${task.goal}\n${asked}`),
      ...ownWords(work.summary),
      ...testsKept(changes, diff, { user: spoken, plan: asked, certainty: certainty('text'), gone }),
      ...checksUnbent(changes, diff, subtask, spoken),
      ...hushedUp(scope.lines, spoken),
      ...(await secretsKept(view, prose)),
      ...(await credentialsStay(view, all, goal.files, certainty('files'))),
      ...(steered === '' && isLast(work)
        ? [
            ...(await columnsInPlace(view, told)),
            ...(await everyFunction(view, told, goal.files)),
            ...(await bodiesThere(view, told)),
            ...(await listedLines(view, told)),
            ...(await asWorkedOut(view, told)),
            ...(await unitsHold(view, told)),
            ...(await environmentListed(view, told)),
            ...(isOnly ? await asPrinted(view, told, work.deeds) : []),
          ]
        : []),
      ...(await expectedOutputsExist(tree, subtask.expectedOutputs)),
    );
  }
  // Before the last of the work, what is imported may be still to come.
  if (there.length < MOST_WALKED && (subtask === null || isLast(work))) {
    const view = new FilesView(tree, work.base, there, changes, runner, signal);
    checks.push(
      ...(await importsHold(view)),
      ...(await linksHold(view)),
      ...(subtask === null ? [] : await namesStyled(view)),
    );
  }
  return [...checks, ...(await syntaxHolds(runner, tree, changes, signal))];
}

/** Whether the files are as the goal and the subtask say in so many words. */
async function inWords(
  { work, tree, changes, runner, signal }: Result,
  there: readonly string[],
  goal: Stated,
  own: Stated,
): Promise<CheckResult[]> {
  if (there.length >= MOST_WALKED) return [];
  const view = (base: string | null, seen: readonly FileChange[]): FilesView =>
    new FilesView(tree, base, there, seen, runner, signal);
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
  // Nothing comes behind it that could still make the goal true.
  const base = work.plan?.subtasks.length === 1 ? work.base : null;
  return together(results, await asStated(view(base, [...changes, ...landedBefore(work)]), ofTheEnd));
}

/** What a plan makes of the lines of a file that the user speaks of in words of their own, may be less than they ask for. */
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
  const [first, ...rest] = [...own, ...goal];
  if (first === undefined || rest.length === 0) return first === undefined ? [] : [first];
  const failed = [first, ...rest].filter(({ passed }) => !passed);
  const details = new Set(failed.flatMap(({ detail }) => detail.split('; ')));
  return [
    { ...first, passed: failed.length === 0, ...(failed.length === 0 ? {} : { detail: [...details].join('; ') }) },
  ];
}

/** A file that an earlier subtask has changed need not change once more. */
const isChangedBefore = (fact: Fact, work: VerifyWork): boolean =>
  fact.kind === 'changed' &&
  landedBefore(work).some(({ path }) => fact.paths.some((name) => path === name || path.endsWith(`/${name}`)));

const madeBy = (facts: readonly Fact[]): string[] => [
  ...new Set(facts.flatMap((fact) => (fact.kind === 'made' ? [fact.path] : []))),
];

/** Files that are to hold something as others do that this work has made. */
function besideMade(facts: readonly Fact[], work: VerifyWork, changes: readonly FileChange[]): string[] {
  const paths = facts.flatMap((fact) => (fact.kind === 'holds' || fact.kind === 'content' ? [fact.path] : []));
  const isMade = (name: string): boolean =>
    [...landedBefore(work), ...changes].some(
      ({ path, operation }) => operation === 'create' && (path === name || path.endsWith(`/${name}`)),
    );
  return paths.some(isMade) ? [...new Set(paths)] : [];
}

/** Texts that are to stand in a file word for word. */
const textsOf = (facts: readonly Fact[]): string[] =>
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

/** Whether all other subtasks are done, so that the goal is to be reached with this one. */
export const isLast = ({ plan, subtask }: VerifyWork): boolean =>
  plan !== null &&
  plan.subtasks.every(({ id, status }) => id === subtask?.id || status === 'completed' || status === 'skipped');

const landedBefore = (work: VerifyWork): FileChange[] =>
  (work.landed ?? []).map(({ path, operation }) => ({ path, operation, additions: 0, deletions: 0, binary: false }));

const madeBefore = (work: VerifyWork): ReadonlySet<string> =>
  new Set(
    (work.landed ?? []).flatMap(({ path, operation }) =>
      operation === 'create' || operation === 'rename' ? [path] : [],
    ),
  );
