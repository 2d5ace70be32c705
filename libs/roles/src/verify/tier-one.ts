import type { CheckResult } from '#domain';
import { BETWEEN_STEPS, OF_THE_TASK } from './between-steps.js';
import { WANTED_RULES } from './wanted-rules.js';
import { wordOf } from './broken-rule.js';
import { hushedUp } from './commands/hushed-up.js';
import { checksUnbent, syntaxHolds } from './commands/run-checks.js';
import { testsKept } from './commands/tests-kept.js';
import { nameOf } from './file-kinds.js';
import { besideMade, madeBy, textsOf } from './in-words.js';
import { codeStays } from './kept/code-stays.js';
import { commentedOut } from './kept/commented-out.js';
import { definitionsKept } from './kept/definitions-kept.js';
import { exemptStays } from './kept/exempt-stays.js';
import { formKept } from './kept/form-kept.js';
import { inputsKept } from './kept/inputs-kept.js';
import { keysStay } from './kept/keys-stay.js';
import { leftAsItIs } from './kept/left-as-it-is.js';
import { literalsKept } from './kept/literals-kept.js';
import { namesStay } from './kept/names-stay.js';
import { namesWithin } from './kept/names-within.js';
import { oldOnesStay } from './kept/old-ones-stay.js';
import { otherFilesStay } from './kept/other-files-stay.js';
import { othersStay } from './kept/others-went-along.js';
import { onlyReplaced } from './kept/only-replaced.js';
import { placeholdersKept } from './kept/placeholders-kept.js';
import { moreThanRemarks } from './kept/remarks-only.js';
import { rightsKept } from './kept/rights-kept.js';
import { credentialsStay, secretsKept } from './kept/secrets-kept.js';
import { settingsKept } from './kept/settings-kept.js';
import { wholeWordsOnly } from './kept/whole-words.js';
import { allOfAList } from './reach/all-of-a-list.js';
import { casuallyNamed, casuallyNamedExist } from './reach/casually-named.js';
import { changeMade, refusalOf } from './reach/change-made.js';
import { asksForFiles, isConditional } from './reach/changed.js';
import { notInACopy } from './reach/copy-beside.js';
import { changedFilesHoldSomething, expectedOutputsExist, namedFilesExist } from './reach/files-there.js';
import { leftEmptyBefore, notLeftEmpty } from './reach/left-empty.js';
import { isLeftToFill } from './reach/left-to-fill.js';
import { nothingLeftUndone } from './reach/left-undone.js';
import { movedOn } from './reach/moved-on.js';
import { obeysNoNote } from './reach/hidden-orders.js';
import { notInANamesake, notInANewNamesake } from './reach/namesake.js';
import { notWanted } from './reach/not-wanted.js';
import { ownWords } from './reach/own-words.js';
import { nothingTakenAway, onlyNamedFiles } from './reach/scope.js';
import { guessedIn, standInFor } from './reach/stand-in.js';
import { movedApart } from './reach/stands-elsewhere.js';
import { stepsKept } from './reach/steps-kept.js';
import { notUnderANewName } from './reach/under-new-name.js';
import { goalUntouched } from './reach/wants-change.js';
import { isLast, landedBefore, type Result } from './result.js';
import { filesClaimed } from './stated/claimed.js';
import { stated } from './stated/facts.js';
import { proseOf } from './stated/masked-text.js';
import { certaintyIn, stepOf, subjectOf, type Check, type Step, type Subject } from './subject.js';
import { textsHold } from './text/file-texts.js';
import { nothingLeftOut } from './text/unfinished.js';
import { MOST_WALKED } from './walk.js';
import { environmentListed } from './wanted/environment-listed.js';
import { examplesHold } from './wanted/examples-hold.js';
import { onePackage } from './wanted/go-packages.js';
import { importsHold } from './wanted/imports-hold.js';
import { partsThere } from './wanted/latex-parts.js';
import { linksHold } from './wanted/links-hold.js';
import { packagesDeclared } from './wanted/packages-declared.js';
import { notRun } from './wanted/not-run.js';
import { standsBeside } from './wanted/placed-beside.js';
import { asPrinted } from './wanted/printed.js';
import { ranWell } from './wanted/ran-well.js';
import { nothingFromElsewhere } from './wanted/standard-library.js';
import { namesStyled } from './wanted/styled-names.js';
import { notForTheTest } from './wanted/test-values.js';
import { amountsThere } from './wanted/told-amounts.js';
import { buildable } from './wanted/buildable.js';
import { packagesDropped } from './wanted/packages-dropped.js';
import { signaturesHold } from './wanted/signatures.js';
import { variantsCovered } from './wanted/variants-covered.js';

/** Files that the step is told to make; where there is none, the goal. */
const namedBy = ({ work }: Subject): string[] => madeBy(stated(work.subtask?.description ?? work.task.goal).facts);

/** Relies on the user's words as they were at the beginning. */
const unsteered =
  <S extends Subject>(check: Check<S>): Check<S> =>
  (subject) =>
    subject.isSteered ? [] : check(subject);
/** Looks for what no later step can bring any more. */
const atTheEnd =
  (check: Check<Step>): Check<Step> =>
  (step) =>
    step.isLast && !step.isSteered ? check(step) : [];

/* Each table is heard in its order; what fails is told to the worker in that order. */

const OF_ANY: readonly Check<Subject>[] = [
  ({ words }) => words,
  (subject) => {
    const { work, tree, changes, goal, all, told } = subject;
    const named = namedBy(subject);
    // What only the plan has named is among the outputs it expects.
    const guessed = new Set(guessedIn(named, subject));
    const own = named.filter((name) => !guessed.has(name));
    const beside = isLast(work) ? besideMade(goal.facts, work, changes) : [];
    const { summary, takenAway = [] } = work;
    const claimed = filesClaimed(summary).filter((name) => !takenAway.some((path) => nameOf(path) === nameOf(name)));
    const gone = movedOn(work, changes, told);
    const wanted = [...own, ...beside].filter((name) => !gone.has(name));
    return namedFilesExist(tree, changes, wanted, claimed, all);
  },
  ({ work, tree, changes, all }) => {
    if (work.instructions.length > 0 || (work.subtask !== null && !isLast(work))) return [];
    const since = work.subtask === null ? changes : [...changes, ...(work.landed ?? [])];
    return casuallyNamedExist(tree, since, casuallyNamed(work.task.goal), all);
  },
  ({ tree, changes, prose, all, work }) => changedFilesHoldSomething(tree, notLeftEmpty(work, changes), prose, all),
  ({ tree, work, changes, prose, goal, own }) =>
    textsHold(tree, work.base, changes, prose, textsOf([...goal.facts, ...own.facts])),
];

const OF_THE_GOAL: readonly Check<Subject>[] = [
  ({ goal, told, changes, isSo }) => goalUntouched(goal, told, changes, isSo),
  unsteered(({ told, changes, there }) => allOfAList(told, changes, there)),
  ...OF_THE_TASK.map(unsteered),
  ({ files, changes, prose }) => moreThanRemarks(files, changes, prose),
  ({ files, changes, all, told }) => settingsKept(files, changes, all, told),
];

const OF_A_STEP: readonly Check<Step>[] = [
  changeMade,
  (step) => {
    if (!step.isLast) return [];
    // The step's own check tells a refusal otherwise.
    const unsaid = asksForFiles(step.subtask) ? null : refusalOf(step);
    return goalUntouched(step.goal, step.told, [...step.changes, ...step.landed], step.isSo, unsaid);
  },
  unsteered(({ files, deeds, goal, landed }) => nothingLeftUndone(files, deeds, goal, landed)),
  async ({ files, changes, scope }) => nothingTakenAway(changes, scope, await movedApart(files, changes, scope.made)),
  ({ changes, scope, goal, asked }) =>
    scope.letGo === 'nothing' ? stepsKept(changes, scope.made, madeBy(goal.facts), asked) : [],
  ...BETWEEN_STEPS.map(unsteered),
  ({ changes, scope, isShown }) => (isShown ? [] : onlyNamedFiles(changes, scope)),
  (step) => {
    const { tree, work, changes, goal } = step;
    // What is to be created may take the place of what was there.
    const isMade = goal.facts.some(({ kind }) => kind === 'made' || kind === 'content');
    const certainty = isMade ? 'doubtful' : certaintyIn(step, 'text');
    const accounted = goal.facts.flatMap((fact) => (fact.kind === 'transformed' ? [nameOf(fact.path)] : []));
    return formKept(tree, work.base, changes, { spoken: step.prose, certainty, accounted: new Set(accounted) });
  },
  ({ files, changes, isOnly, prose, asked }) => moreThanRemarks(files, changes, isOnly ? prose : proseOf(asked)),
  ({ files, changes, all, told, asked, isLast: isEnd }) =>
    settingsKept(files, changes, all, isEnd ? `${told}\n${asked}` : asked),
  ({ diff, all, goal }) => definitionsKept(diff, all, goal),
  unsteered(({ diff, told }) => namesStay(diff, told)),
  unsteered(({ diff, goal }) => namesWithin(diff, goal)),
  unsteered(({ files, told, goal }) => inputsKept(files, told, goal)),
  unsteered(({ files, told }) => exemptStays(files, told)),
  unsteered(({ files, told }) => oldOnesStay(files, told)),
  unsteered(({ files, told }) => keysStay(files, told)),
  unsteered(({ files, told }) => leftAsItIs(files, told)),
  unsteered(({ files, told }) => codeStays(files, told)),
  unsteered(({ files, told }) => standsBeside(files, told)),
  unsteered(({ changes, told }) => otherFilesStay(changes, told)),
  unsteered(({ diff, told }) => onlyReplaced(diff, told)),
  unsteered(({ scope, told }) => commentedOut(scope.lines, told)),
  unsteered(({ files, changes, told }) => othersStay(files, changes, told)),
  unsteered(({ files, told }) => wholeWordsOnly(files, told)),
  atTheEnd(({ told, landed, changes, there }) => allOfAList(told, [...landed, ...changes], there)),
  ...OF_THE_TASK.map(atTheEnd),
  atTheEnd(({ tree, work, changes, prose }) => leftEmptyBefore(tree, work, changes, prose)),
  atTheEnd(({ files, landed, changes, told }) => examplesHold(files, [...landed, ...changes], told)),
  unsteered(({ files, changes, told }) => literalsKept(files, changes, proseOf(told))),
  ({ files, changes, all }) => placeholdersKept(files, changes, all, stated(all).files),
  ({ changes, there, all, prose }) => notInACopy(changes, there, all, prose),
  atTheEnd(({ files, told, landed, changes }) => notUnderANewName(files, told, [...landed, ...changes])),
  unsteered(({ changes, landed, there, goal, all, told }) =>
    notInANamesake(changes, there, goal.files, { done: [...landed, ...changes], said: all, prose: proseOf(told) }),
  ),
  unsteered(({ changes, landed, there, told }) =>
    notInANewNamesake(changes, there, told, { done: [...landed, ...changes] }),
  ),
  unsteered(({ changes, told }) => notWanted(changes, told)),
  unsteered(({ files, told }) => signaturesHold(files, told)),
  unsteered(({ files, changes, told }) => nothingFromElsewhere(files, changes, told)),
  ({ diff, work, asked }) => nothingLeftOut(diff, `${work.task.goal}\n${asked}`),
  ({ work, asked, told, isLast: isEnd }) => ownWords(work.summary, isEnd ? '' : asked, told),
  (step) => {
    const gone = step.landed.flatMap(({ operation, path }) => (operation === 'delete' ? [path] : []));
    const said = {
      user: step.spoken,
      plan: step.asked,
      certainty: certaintyIn(step, 'text'),
      gone,
      made: step.scope.made,
    };
    return testsKept(step.changes, step.diff, said);
  },
  ({ changes, diff, subtask, spoken }) => checksUnbent(changes, diff, subtask, spoken),
  ({ scope, spoken }) => hushedUp(scope.lines, spoken),
  ({ files, changes, scope, spoken }) => obeysNoNote(files, changes, scope.lines, spoken),
  ({ files, prose }) => secretsKept(files, prose),
  ({ files, prose }) => rightsKept(files, prose),
  (step) => credentialsStay(step.files, step.all, step.goal.files, certaintyIn(step, 'files')),
  ...WANTED_RULES.map(atTheEnd),
  ({ files, changes, all }) => notForTheTest(files, changes, all),
  atTheEnd(({ files, told }) => environmentListed(files, told)),
  atTheEnd(({ files, told, deeds, isOnly }) => (isOnly ? asPrinted(files, told, deeds) : [])),
  atTheEnd(({ told, deeds, isOnly }) => (isOnly ? ranWell(told, deeds) : [])),
  unsteered(({ told, deeds, isOnly, subtask }) => notRun(told, isOnly ? null : subtask.description, deeds)),
  unsteered(({ files, told, subtask, changes, landed, isLast: isEnd }) => {
    const paths = [...landed, ...changes].flatMap(({ path, operation }) => (operation === 'delete' ? [] : [path]));
    return amountsThere(files, isEnd ? `${told}\n${subtask.description}` : subtask.description, [...new Set(paths)]);
  }),
  (step) => {
    const { tree, subtask, changes, there, all, work } = step;
    const isLeft = (folder: string): boolean => isLeftToFill(folder, work.awaited);
    // A step for a case that has not come makes nothing.
    if (changes.length === 0 && isConditional(subtask.description)) return [];
    const standIn = (output: string, taken: ReadonlySet<string>) => standInFor(output, step, taken);
    const planned = subtask.expectedOutputs.map((path) => path.replace(/^\.\//, ''));
    const more = guessedIn(namedBy(step), step).filter((name) => !planned.includes(name));
    return expectedOutputsExist(tree, [...subtask.expectedOutputs, ...more], {
      changes,
      there,
      asked: all,
      isLeft,
      standIn,
    });
  },
];

/** Before the end of the work, what one file wants of another may be still to come. */
const OF_THE_TREE: readonly Check<Subject>[] = [
  ({ files }) => importsHold(files),
  ({ files }) => linksHold(files),
  ({ files }) => variantsCovered(files),
  ({ files, work, changes }) => partsThere(files, [...landedBefore(work), ...changes]),
  ({ files }) => onePackage(files),
  ({ files, work }) => buildable(files, landedBefore(work)),
  ({ files, told }) => packagesDropped(files, told),
  ({ files, all }) => packagesDeclared(files, all),
  ({ files, work }) => (work.subtask === null ? [] : namesStyled(files)),
];

/**
 * What can be said of a result without a model and without the subtask's own checks. A failure here beats any opinion.
 */
export async function tierOne(result: Result): Promise<CheckResult[]> {
  const { work, tree, changes, runner, signal } = result;
  const { subtask } = work;
  const subject = await subjectOf(result);
  const isEnd = (subtask === null || isLast(work)) && subject.there.length < MOST_WALKED;
  return [
    ...(await heard(OF_ANY, subject)),
    ...(await (subtask === null ? heard(OF_THE_GOAL, subject) : heard(OF_A_STEP, stepOf(subject, subtask)))),
    ...(isEnd ? await heard(OF_THE_TREE, subject) : []),
    ...(await wordOf(() => syntaxHolds(runner, tree, changes, signal))),
  ];
}

async function heard<S extends Subject>(checks: readonly Check<S>[], subject: S): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  for (const check of checks) results.push(...(await wordOf(() => check(subject))));
  return results;
}
