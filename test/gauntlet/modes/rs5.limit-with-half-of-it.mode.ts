import { call, turnOf } from '#testing';
import { mode } from '../mode.js';

export default mode({
  id: 'RS5',
  title: 'the turns are used up with half of the work done',
  at: 'executor',
  goal: 'Create one.txt, two.txt and three.txt.',
  plan: [{ id: 'work', description: 'Create one.txt, two.txt and three.txt.' }],
  before: Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`f${n}.md`, `${n}\n`])),
  executor: [
    (request) => {
      const turn = turnOf(request);
      return turn === 0
        ? call('write_file', { path: 'one.txt', content: '1\n' })
        : call('read_file', { path: `f${turn % 12}.md` });
    },
  ],
  fails: /two\.txt/,
  mostRequests: 90,
});
