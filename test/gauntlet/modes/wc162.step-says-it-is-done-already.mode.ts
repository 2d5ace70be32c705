import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC162',
  title: 'a step claims that the one before has done it, and only the words are there',
  at: 'executor',
  goal: 'Set up the project: a file of defaults with the host alpha and the user beta.',
  plan: [
    { id: 'base', description: 'Create defaults.yaml.', expected_outputs: ['defaults.yaml'] },
    {
      id: 'values',
      description: 'Create defaults.yaml with the host alpha and the user beta.',
      depends_on: ['base'],
      expected_outputs: ['defaults.yaml'],
    },
  ],
  executor: [
    bySubtask({
      base: attempt(call('write_file', { path: 'defaults.yaml', content: 'host: beta\nuser: alpha\n' }), FINISH),
      values: FINISH,
    }),
  ],
  halfway: [{ 'defaults.yaml': 'host: beta\nuser: alpha\n' }],
  fails: /no file was changed|alpha/,
  mostRequests: 80,
});
