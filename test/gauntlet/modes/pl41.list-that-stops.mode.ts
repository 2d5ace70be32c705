import { call, json, textOf, type ScriptedReply } from '#testing';
import { attempt, bySubtask, FINISH, mode, type Step } from '../mode.js';

const NAMES = ['a.txt', 'b.txt', 'c.txt', 'd.txt'] as const;
const write = (name: string): ScriptedReply => call('write_file', { path: name, content: `${name.slice(0, 1)}\n` });
const step = (name: string) => ({
  ...{ id: name.slice(0, 1), description: `Create ${name} with the single line "${name.slice(0, 1)}".` },
  ...{ depends_on: [], acceptance_criteria: `${name} holds its letter.` },
});
const [first, ...rest] = NAMES.map(write) as [ScriptedReply, ...ScriptedReply[]];
const one = bySubtask(Object.fromEntries(NAMES.map((name) => [name.slice(0, 1), attempt(write(name), FINISH)])));
/** One step of the plan, or all of the work where it has become one. */
const work: Step = (request, n) => {
  const whole = attempt(first, ...rest, FINISH);
  const chosen = /# Your subtask: [abcd]\b/.test(textOf(request)) ? one : whole;
  return typeof chosen === 'function' ? chosen(request, n) : chosen;
};

export default mode({
  id: 'PL41',
  title: 'the list of steps stops behind a comma, and the answer says that it is whole',
  at: 'planner',
  goal: `Create these files, each with its own letter as its only line: ${NAMES.join(', ')}.`,
  planner: [
    {
      text: `{"subtasks": [${NAMES.slice(0, 2)
        .map((name) => JSON.stringify(step(name)))
        .join(', ')},`,
    },
    json({ subtasks: NAMES.map(step) }),
  ],
  executor: [work],
  after: Object.fromEntries(NAMES.map((name) => [name, `${name.slice(0, 1)}\n`])),
});
