import type { FileChange } from '#domain';
import { oneVersion } from './kept/one-version.js';
import { toldAsSet } from './kept/told-values.js';
import { foldersMade } from './reach/folder-named.js';
import { noneAlong, onlyByPattern } from './reach/moved-along.js';
import { notMovedOver } from './reach/moved-over.js';
import { namedSomewhere } from './reach/named-nowhere.js';
import { ownFilesHold } from './reach/own-files.js';
import { alikeAsSiblings } from './reach/siblings.js';
import { linesOfStepsKept } from './reach/steps-kept.js';
import { landedBefore } from './result.js';
import type { Check, Step, Subject } from './subject.js';
import { datesTakenOver } from './wanted/dates-taken-over.js';
import { everyOfAFolder } from './wanted/every-of-a-folder.js';
import { linksFollow } from './wanted/links-follow.js';
import { oneForEach } from './wanted/one-for-each.js';
import { sectionsListed } from './wanted/sections-listed.js';

/* What goes wrong between the steps of a plan, each of which does its own. */

/** What one step does to the others' work. */
export const BETWEEN_STEPS: readonly Check<Step>[] = [
  linesOfStepsKept,
  ({ files, work }) => notMovedOver(files, work.others ?? []),
  ({ changes, scope, told }) => onlyByPattern(changes, scope.made, told),
  ({ files, scope, told }) => noneAlong(files, scope.made, told),
  ({ files, told, subtask }) => oneVersion(files, told, subtask.description),
  ({ files, goal, told }) => toldAsSet(files, goal, told),
  ({ files, changes, goal, work }) => ownFilesHold(files, changes, goal, work.others ?? []),
];

const doneBy = ({ work, changes }: Subject): FileChange[] => [...landedBefore(work), ...changes];

/** What all of them together leave out or contradict, at the end of the last one or of the whole task. */
export const OF_THE_TASK: readonly Check<Subject>[] = [
  (subject) => namedSomewhere(subject.told, doneBy(subject), subject.there),
  (subject) => foldersMade(subject.told, doneBy(subject), subject.there),
  (subject) => {
    const described = subject.work.plan?.subtasks.map(({ description }) => description) ?? [];
    return alikeAsSiblings(described, doneBy(subject), subject.told);
  },
  (subject) => oneForEach(subject.files, subject.told, doneBy(subject)),
  ({ files, told }) => everyOfAFolder(files, told),
  ({ files, told }) => sectionsListed(files, told),
  ({ files, told }) => datesTakenOver(files, told),
  (subject) => linksFollow(subject.files, doneBy(subject)),
  ({ files, told, work }) => (work.subtask === null ? oneVersion(files, told) : []),
  ({ files, goal, told, work }) => (work.subtask === null ? toldAsSet(files, goal, told) : []),
];
