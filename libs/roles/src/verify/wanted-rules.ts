import type { Check, Step } from './subject.js';
import { testsTake } from './commands/tests-take.js';
import { everyOfAKind } from './reach/every-of-a-kind.js';
import { saidEverywhere } from './reach/said-everywhere.js';
import { addressesTaken } from './wanted/addresses-taken.js';
import { allBoxes } from './wanted/all-boxes.js';
import { allButSome } from './wanted/all-but-some.js';
import { asAppended } from './wanted/appended.js';
import { boxesTicked } from './wanted/boxes-ticked.js';
import { columnsChanged } from './wanted/columns-changed.js';
import { copyrightYear } from './wanted/copyright-year.js';
import { datesWritten } from './wanted/dates-written.js';
import { runsAreTold } from './wanted/documented.js';
import { doneInEachFile } from './wanted/each-file-named.js';
import { bodiesThere } from './wanted/empty-bodies.js';
import { endingsChanged } from './wanted/endings-changed.js';
import { entriesChanged } from './wanted/entries/entries-changed.js';
import { equalParts } from './wanted/equal-parts.js';
import { everyFunction } from './wanted/every-function.js';
import { inFrontMatter } from './wanted/front-matter.js';
import { allAreGiven } from './wanted/given-to-every.js';
import { headingsInCapitals } from './wanted/headings-in-capitals.js';
import { asImageSaid } from './wanted/image-said.js';
import { joinedInOrder } from './wanted/joined-order.js';
import { jsonChanged } from './wanted/json-changed.js';
import { licenceKept } from './wanted/licence-kept.js';
import { movedIsTaken } from './wanted/moved-definition.js';
import { nothingLeftBehind } from './wanted/left-behind.js';
import { leadingLines } from './wanted/leading-lines.js';
import { linesCompared } from './wanted/lines-compared.js';
import { linesExtracted } from './wanted/lines-extracted.js';
import { listedLines } from './wanted/listed-lines.js';
import { winnerWins } from './wanted/merge-winner.js';
import { methodInClass } from './wanted/method-in-class.js';
import { oldCodeReached } from './wanted/never-reached.js';
import { newListsHold } from './wanted/new-lists.js';
import { anObjectForEachRow } from './wanted/object-a-row.js';
import { oneCell } from './wanted/one-cell.js';
import { valuesRaised } from './wanted/raised-values.js';
import { wordsRanked } from './wanted/ranked-words.js';
import { onlyTheSettingGone } from './wanted/setting-removed.js';
import { asScriptsSaid } from './wanted/scripts-said.js';
import { sentenceCount } from './wanted/sentence-count.js';
import { seriesWritten } from './wanted/series-written.js';
import { sortedByNumber } from './wanted/sorted-by.js';
import { splitUp } from './wanted/split-up.js';
import { columnsInPlace } from './wanted/sql-columns.js';
import { valueTakenOver } from './wanted/taken-over.js';
import { testsCover } from './wanted/tests-cover.js';
import { numbersThere } from './wanted/told-numbers.js';
import { keysTranslated } from './wanted/translated-keys.js';
import { standsUnderHeading } from './wanted/under-heading.js';
import { noneUnused } from './wanted/unused-imports.js';
import { unitsHold } from './wanted/units-hold.js';
import { asWorkedOut } from './wanted/worked-out.js';

/** What the user's words want of the whole result, looked up where the work is done. */
export const WANTED_RULES: readonly Check<Step>[] = [
  ({ files, told }) => columnsInPlace(files, told),
  ({ files, told, goal }) => everyFunction(files, told, goal.files),
  ({ files, told }) => bodiesThere(files, told),
  ({ files, told }) => oldCodeReached(files, told),
  ({ files, told }) => listedLines(files, told),
  ({ files, told, landed, changes }) => newListsHold(files, told, [...landed, ...changes]),
  ({ files, told }) => linesCompared(files, told),
  ({ files, told }) => linesExtracted(files, told),
  ({ files, told }) => leadingLines(files, told),
  ({ files, told }) => movedIsTaken(files, told),
  ({ files, told }) => nothingLeftBehind(files, told),
  ({ files, told }) => runsAreTold(files, told),
  ({ files, told }) => asWorkedOut(files, told),
  ({ files, told }) => wordsRanked(files, told),
  ({ files, told }) => unitsHold(files, told),
  ({ files, told }) => valueTakenOver(files, told),
  ({ files, told }) => valuesRaised(files, told),
  ({ files, told }) => numbersThere(files, told),
  ({ files, told }) => allAreGiven(files, told),
  ({ files, told }) => anObjectForEachRow(files, told),
  ({ files, told }) => addressesTaken(files, told),
  ({ files, told }) => datesWritten(files, told),
  ({ files, told }) => boxesTicked(files, told),
  ({ files, told }) => allBoxes(files, told),
  ({ files, told }) => oneCell(files, told),
  ({ files, told, landed, changes }) => allButSome(files, told, [...landed, ...changes]),
  ({ files, told }) => licenceKept(files, told),
  ({ files, told, landed, changes }) => equalParts(files, told, [...landed, ...changes]),
  ({ files, told, landed, changes }) => sentenceCount(files, told, [...landed, ...changes]),
  ({ files, told }) => columnsChanged(files, told),
  ({ files, told }) => entriesChanged(files, told),
  ({ files, told }) => jsonChanged(files, told),
  ({ files, told }) => noneUnused(files, told),
  ({ files, told }) => asAppended(files, told),
  ({ files, told }) => endingsChanged(files, told),
  ({ files, told }) => copyrightYear(files, told),
  ({ files, told }) => asImageSaid(files, told),
  ({ files, told }) => asScriptsSaid(files, told),
  ({ files, told }) => doneInEachFile(files, told),
  ({ files, told }) => standsUnderHeading(files, told),
  ({ files, told }) => onlyTheSettingGone(files, told),
  ({ files, told }) => headingsInCapitals(files, told),
  ({ files, told }) => seriesWritten(files, told),
  ({ files, told }) => joinedInOrder(files, told),
  ({ files, told }) => sortedByNumber(files, told),
  ({ files, told }) => winnerWins(files, told),
  ({ files, told }) => keysTranslated(files, told),
  ({ files, told }) => methodInClass(files, told),
  ({ files, told }) => inFrontMatter(files, told),
  ({ files, told, landed, changes }) => testsTake(files, told, [...landed, ...changes]),
  ({ files, told, landed, changes }) => testsCover(files, told, [...landed, ...changes]),
  ({ files, told, landed, changes }) => splitUp(files, told, [...landed, ...changes]),
  ({ files, told, landed, changes }) => everyOfAKind(files, told, [...landed, ...changes]),
  ({ files, told }) => saidEverywhere(files, told),
];
