import { json, plan } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'PL8',
  title: 'repeats the schema instead of giving values',
  at: 'planner',
  planner: [
    json({ type: 'object', properties: { subtasks: { type: 'array', items: { type: 'object' } } } }),
    plan([{ id: 'a', description: 'Create a.txt with the single line "hello".' }]),
  ],
  after: HELLO,
  check: ({ prompt }) => [[/not a schema/.test(prompt('planner', 1)), 'the re-ask does not speak of the schema']],
});
