import { call, isRaw, plan, type ScriptedAnswer, type SeenRequest } from '#testing';
import { honest } from '../honest.js';
import { attempt, bySubtask, FINISH, mode, oa, oaEnd } from '../mode.js';

/** Each piece holds all of the text so far. */
const grown = (reply: ScriptedAnswer): ScriptedAnswer => {
  const text = isRaw(reply) ? '' : (reply.text ?? '');
  const ends = Array.from({ length: Math.ceil(text.length / 24) }, (_, at) => Math.min(24 * (at + 1), text.length));
  return {
    headers: { 'content-type': 'text/event-stream' },
    chunks: [ends.map((end) => oa({ content: text.slice(0, end) })).join('') + oaEnd()],
  };
};
const verdict = honest({ a: ['+one'], b: ['+two'] });
const one = call('write_file', { path: 'a.txt', content: 'one\n' });
const two = call('write_file', { path: 'b.txt', content: 'two\n' });
const byId = bySubtask({ a: attempt(one, FINISH), b: attempt(two, FINISH) });
const isPlanned = (request: SeenRequest): boolean =>
  request.messages.some(({ content }) => /# Your subtask: [ab]\b/.test(content));

export default mode({
  id: 'BT25',
  title: 'each piece of the stream repeats the text so far',
  at: 'transport',
  protocols: ['openai'],
  goal: 'Create a.txt with the single line "one" and b.txt with the single line "two".',
  planner: [
    grown(
      plan([
        { id: 'a', description: 'Create a.txt with the single line "one".' },
        { id: 'b', description: 'Create b.txt with the single line "two".', depends_on: ['a'] },
      ]),
    ),
  ],
  executor: [(request, n) => (isPlanned(request) ? byId(request, n) : attempt(one, two, FINISH)(request, n))],
  verifier: [(request, n) => grown(typeof verdict === 'function' ? verdict(request, n) : verdict)],
  after: { 'a.txt': 'one\n', 'b.txt': 'two\n' },
});
