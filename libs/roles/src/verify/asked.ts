import type { ExecuteWork, VerifyWork } from '#contracts';
import type { Stated } from './stated/fact.js';
import { stated } from './stated/facts.js';

const textsIn = ({ context }: VerifyWork['task']): string[] =>
  Object.values(context).filter((value) => typeof value === 'string');

/** What the user has said. */
export const spokenIn = ({ task, instructions }: VerifyWork | ExecuteWork): string =>
  [task.goal, ...textsIn(task), ...instructions.map(({ text }) => text)].join('\n');

/** All that the result has to meet. */
export function askedOf(work: VerifyWork | ExecuteWork): string {
  const { task, subtask, instructions } = work;
  if (subtask === null) return spokenIn(work);
  const { description, acceptanceCriteria } = subtask;
  return [description, acceptanceCriteria, ...textsIn(task), ...instructions.map(({ text }) => text)].join('\n');
}

/** What the user and the plan have said, each for itself. */
export const allSaid = ({ task, subtask, instructions }: VerifyWork): Stated[] =>
  instructions.length > 0
    ? [stated('')]
    : [
        [task.goal, ...textsIn(task)].join('\n'),
        ...(subtask === null ? [] : [`${subtask.description}\n${subtask.acceptanceCriteria}`]),
      ].map(stated);
