import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC73',
  title: 'translations left to do',
  at: 'executor',
  goal: 'Translate the values of de.json into German.',
  before: { 'de.json': '{\n  "yes": "Yes",\n  "no": "No"\n}\n' },
  executor: [
    attempt(
      call('write_file', {
        path: 'de.json',
        content: '{\n  "yes": "TODO: translate",\n  "no": "TODO: translate"\n}\n',
      }),
      FINISH,
    ),
  ],
  fails: /de\.json|TODO/,
});
