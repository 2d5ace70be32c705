import { call, finish, turnOf } from '#testing';
import { honest, succeeded } from '../honest.js';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'BU2',
  title: 'a step depends on the description of another, not on its id',
  at: 'planner',
  goal: 'Create list.txt with the line "one", then append the line "two" to it.',
  plan: [
    { id: '1', description: 'Create list.txt with the line "one"' },
    {
      id: '2',
      description: 'Append the line "two" to list.txt',
      depends_on: ['Create list.txt with the line "one"'],
    },
  ],
  executor: [
    bySubtask({
      'step-1': attempt(call('write_file', { path: 'list.txt', content: 'one\n' }), FINISH),
      'step-2': (request) => {
        const turn = turnOf(request);
        if (turn === 0) return call('read_file', { path: 'list.txt' });
        if (turn > 1) return FINISH;
        return succeeded(request)
          ? call('write_file', { path: 'list.txt', content: 'one\ntwo\n' })
          : finish('list.txt is not there.', 'blocked', 'list.txt is not there.');
      },
    }),
  ],
  verifier: [honest({ 'step-1': ['+one'], 'step-2': ['+two'] })],
  after: { 'list.txt': 'one\ntwo\n' },
});
