import { call } from '#testing';
import { honest } from '../honest.js';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'BQ20',
  title: 'translates the keys along with the values',
  at: 'executor',
  goal: 'Translate the values in messages.json into German. Keep the keys.',
  before: { 'messages.json': '{\n  "greeting": "Good morning",\n  "farewell": "Goodbye"\n}\n' },
  executor: [
    attempt(
      call('read_file', { path: 'messages.json' }),
      call('write_file', {
        path: 'messages.json',
        content: '{\n  "begruessung": "Guten Morgen",\n  "abschied": "Auf Wiedersehen"\n}\n',
      }),
      FINISH,
    ),
  ],
  verifier: [honest({ work: ['Guten Morgen', 'Auf Wiedersehen'] })],
  after: { 'messages.json': '{\n  "greeting": "Guten Morgen",\n  "farewell": "Auf Wiedersehen"\n}\n' },
  fails: /greeting|farewell|keys?/,
});
