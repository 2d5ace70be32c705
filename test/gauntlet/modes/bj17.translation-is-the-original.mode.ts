import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BJ17',
  title: 'a translation holds the original',
  at: 'executor',
  goal: 'Translate en.json to German as de.json.',
  before: { 'en.json': '{"hello": "Good morning to you all"}\n' },
  executor: [
    attempt(
      call('write_file', { path: 'de.json', content: '{"hello": "Good morning to you all"}\n' }),
      finish('All of it is done.'),
    ),
  ],
  fails: /translation/,
});
