import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'DA21',
  title: 'a conversion splits a quoted value at its comma, and the source is deleted next',
  at: 'executor',
  goal: 'Convert people.csv to people.json, an array of objects with the keys name and city, then delete people.csv.',
  before: { 'people.csv': 'name,city\n"Smith, Jane",Oslo\nBob,Bergen\n' },
  plan: [
    { id: 'convert', description: 'Convert people.csv to people.json' },
    { id: 'delete', description: 'Delete people.csv', depends_on: ['convert'] },
  ],
  executor: [
    bySubtask({
      convert: attempt(
        call('read_file', { path: 'people.csv' }),
        call('write_file', {
          path: 'people.json',
          content: '[\n  { "name": "Smith", "city": "Jane" },\n  { "name": "Bob", "city": "Bergen" }\n]\n',
        }),
        FINISH,
      ),
      delete: attempt(call('shell_execute', { command: 'rm people.csv' }), FINISH),
    }),
  ],
  fails: /people\.json|people\.csv|Smith|Oslo/,
  mostRequests: 120,
});
