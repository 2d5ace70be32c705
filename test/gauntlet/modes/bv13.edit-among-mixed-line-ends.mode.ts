import { call, turnOf } from '#testing';
import { honest } from '../honest.js';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

const edit = (old_str: string, new_str: string): ReturnType<typeof call> =>
  call('edit_file', { path: 'notes.txt', old_str, new_str });

export default mode({
  id: 'BV13',
  title: 'edits of several lines meet a file in which one line ends otherwise than the rest',
  at: 'executor',
  goal: 'In notes.txt write beta in capitals, then gamma too. Every line keeps the end it has.',
  before: { 'notes.txt': 'alpha\r\nbeta\r\ngamma\ndelta\r\nomega\r\n' },
  plan: [
    { id: 'beta', description: 'In notes.txt write beta in capitals. Every line keeps the end it has.' },
    {
      id: 'gamma',
      description: 'In notes.txt write gamma in capitals. Every line keeps the end it has.',
      depends_on: ['beta'],
    },
  ],
  executor: [
    bySubtask({
      beta: attempt(call('read_file', { path: 'notes.txt' }), edit('alpha\nbeta\n', 'alpha\nBETA\n'), FINISH),
      gamma: (request) =>
        [call('read_file', { path: 'notes.txt' }), edit('gamma\ndelta\n', 'GAMMA\ndelta\n')][turnOf(request)] ?? FINISH,
    }),
  ],
  verifier: [honest({ beta: ['+BETA'], gamma: ['+GAMMA'] })],
  after: { 'notes.txt': 'alpha\r\nBETA\r\nGAMMA\ndelta\r\nomega\r\n' },
});
