import { call, json, type SeenRequest } from '#testing';
import { honest } from '../honest.js';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

const step = (id: string, description: string) => ({ id, description });

/** The second and the third step can only be done when the one before has been. */
const doubles = (from: string, to: string, content: string) => (request: SeenRequest) => {
  const last = request.messages.filter(({ role }) => role === 'tool').at(-1)?.content ?? '';
  const isThere = last.includes('"success":true');
  return attempt(
    call('read_file', { path: from }),
    isThere ? call('write_file', { path: to, content }) : call('finish', { summary: 'missing', status: 'blocked' }),
    FINISH,
  )(request, 0);
};

export default mode({
  id: 'PL72',
  title: 'a plan of nodes, and edges for their order, the last one first',
  at: 'planner',
  goal: 'Write first.txt with "1", second.txt with twice the number in first.txt, and third.txt with twice the number in second.txt.',
  planner: [
    json({
      nodes: [
        step('third', 'Write third.txt with twice the number in second.txt'),
        step('second', 'Write second.txt with twice the number in first.txt'),
        step('first', 'Write first.txt with "1"'),
      ],
      edges: [
        { from: 'first', to: 'second' },
        { from: 'second', to: 'third' },
      ],
    }),
  ],
  executor: [
    bySubtask({
      first: attempt(call('write_file', { path: 'first.txt', content: '1\n' }), FINISH),
      second: doubles('first.txt', 'second.txt', '2\n'),
      third: doubles('second.txt', 'third.txt', '4\n'),
    }),
  ],
  verifier: [honest({ first: ['+1'], second: ['+2'], third: ['+4'] })],
  after: { 'first.txt': '1\n', 'second.txt': '2\n', 'third.txt': '4\n' },
});
