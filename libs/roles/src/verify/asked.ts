import type { ExecuteWork, VerifyWork } from '#contracts';
import type { Stated } from './stated/fact.js';
import { stated } from './stated/facts.js';

/** All that the result has to meet. */
export const askedOf = ({ task, subtask, instructions }: VerifyWork | ExecuteWork): string =>
  [
    ...(subtask === null ? [task.goal] : [subtask.description, subtask.acceptanceCriteria]),
    ...Object.values(task.context).filter((value) => typeof value === 'string'),
    ...instructions.map(({ text }) => text),
  ].join('\n');

/** What the user has said. */
export const spokenIn = ({ task, instructions }: VerifyWork): string =>
  [
    task.goal,
    ...Object.values(task.context).filter((value) => typeof value === 'string'),
    ...instructions.map(({ text }) => text),
  ].join('\n');

/** What the user and the plan have said, each for itself. */
export const allSaid = ({ task, subtask, instructions }: VerifyWork): Stated[] =>
  instructions.length > 0
    ? [stated('')]
    : [
        [task.goal, ...Object.values(task.context).filter((value) => typeof value === 'string')].join('\n'),
        ...(subtask === null ? [] : [`${subtask.description}\n${subtask.acceptanceCriteria}`]),
      ].map(stated);
