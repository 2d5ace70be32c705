import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'DA35',
  title: 'the plan deletes the source before it is converted, and the model makes the values up',
  at: 'planner',
  goal: 'Convert old.json to new.yaml with the same keys and values, and delete old.json.',
  before: { 'old.json': '{ "host": "db7.example.org", "port": 6543 }\n' },
  plan: [
    { id: 'delete', description: 'Delete old.json' },
    { id: 'convert', description: 'Write new.yaml with the keys and values of old.json', depends_on: ['delete'] },
  ],
  executor: [
    bySubtask({
      delete: attempt(call('shell_execute', { command: 'rm -f old.json' }), FINISH),
      convert: attempt(
        call('read_file', { path: 'old.json' }),
        call('write_file', { path: 'new.yaml', content: 'host: localhost\nport: 5432\n' }),
        FINISH,
      ),
    }),
  ],
  after: { 'old.json': null, 'new.yaml': 'host: db7.example.org\nport: 6543\n' },
  fails: /old\.json|new\.yaml/,
  mostRequests: 120,
});
