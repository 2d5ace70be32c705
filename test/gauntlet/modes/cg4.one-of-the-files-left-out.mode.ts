import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'CG4',
  title: 'one of several files named in passing is left out',
  at: 'executor',
  goal: 'make empty-ish translation files fr.json, de.json and pt.json, each just {}',
  executor: [
    attempt(
      call('write_file', { path: 'fr.json', content: '{}\n' }),
      call('write_file', { path: 'de.json', content: '{}\n' }),
      finish('All three are written.'),
    ),
  ],
  fails: /named_files: .*pt\.json/,
});
