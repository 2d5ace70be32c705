import type { CheckResult } from '#domain';
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
import type { Step, Subject } from './subject.js';
import { datesTakenOver } from './wanted/dates-taken-over.js';
import { everyOfAFolder } from './wanted/every-of-a-folder.js';
import { linksFollow } from './wanted/links-follow.js';
import { oneForEach } from './wanted/one-for-each.js';
import { sectionsListed } from './wanted/sections-listed.js';

/* What goes wrong between the steps of a plan, each of which does its own. */

/** What one step does to the others' work. */
export async function betweenSteps(step: Step): Promise<CheckResult[]> {
  const { changes, files, goal, scope, told, subtask, work } = step;
  return [
    ...(await linesOfStepsKept(step)),
    ...(await notMovedOver(files, work.others ?? [])),
    ...onlyByPattern(changes, scope.made, told),
    ...(await noneAlong(files, scope.made, told)),
    ...(await oneVersion(files, told, subtask.description)),
    ...(await toldAsSet(files, goal, told)),
    ...(await ownFilesHold(files, changes, goal, work.others ?? [])),
  ];
}

/** What all of them together leave out or contradict, at the end of the last one or of the whole task. */
export async function ofTheTask({ files, goal, told, there, changes, work }: Subject): Promise<CheckResult[]> {
  const done = [...landedBefore(work), ...changes];
  const described = work.plan?.subtasks.map(({ description }) => description) ?? [];
  return [
    ...namedSomewhere(told, done, there),
    ...foldersMade(told, done, there),
    ...alikeAsSiblings(described, done, told),
    ...(await oneForEach(files, told, done)),
    ...(await everyOfAFolder(files, told)),
    ...(await sectionsListed(files, told)),
    ...(await datesTakenOver(files, told)),
    ...(await linksFollow(files, done)),
    ...(work.subtask === null ? await oneVersion(files, told) : []),
    ...(work.subtask === null ? await toldAsSet(files, goal, told) : []),
  ];
}
