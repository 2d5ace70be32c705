import { call, finish } from '#testing';
import { honest } from '../honest.js';
import { attempt, bySubtask, mode } from '../mode.js';

export default mode({
  id: 'BY21',
  title: 'the second of two steps writes a file of another ending than the asked one',
  at: 'executor',
  goal: 'Create data/users.csv with the header "id,name", then data/roles.csv with the header "id,role".',
  before: { 'README.md': '# Data\n' },
  plan: [
    {
      id: 'users',
      description: 'Create data/users.csv with the header "id,name".',
      acceptance_criteria: 'data/users.csv begins with id,name.',
    },
    {
      id: 'roles',
      description: 'Create data/roles.csv with the header "id,role".',
      depends_on: ['users'],
      acceptance_criteria: 'data/roles.csv begins with id,role.',
    },
  ],
  executor: [
    bySubtask({
      users: attempt(
        call('write_file', { path: 'data/users.csv', content: 'id,name\n' }),
        finish('users.csv is written.'),
      ),
      roles: attempt(
        call('write_file', { path: 'data/roles.txt', content: 'id,role\n' }),
        finish('roles.csv is written.'),
      ),
    }),
  ],
  verifier: [honest({ users: ['+id,name'], roles: ['+id,role'] })],
  halfway: [{ 'data/users.csv': 'id,name\n' }],
  fails: /roles\.csv/,
  mostRequests: 80,
});
