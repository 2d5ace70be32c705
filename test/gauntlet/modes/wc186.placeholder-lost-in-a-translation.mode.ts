import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const EN = '{\n  "inbox": "You have {count} messages",\n  "hello": "Hello, {name}!"\n}\n';
const DE = '{\n  "inbox": "Sie haben {count} Nachrichten",\n  "hello": "Hallo, {name}!"\n}\n';
export default mode({
  id: 'WC186',
  title: 'a place to fill in is lost in a translation',
  at: 'executor',
  goal: 'Create locales/de.json, the German translation of locales/en.json, with the same keys.',
  before: { 'locales/en.json': EN },
  executor: [
    attempt(
      call('read_file', { path: 'locales/en.json' }),
      call('write_file', { path: 'locales/de.json', content: DE.replace('{count}', 'neue') }),
      FINISH,
    ),
  ],
  after: { 'locales/de.json': DE },
  fails: /inbox has lost \{count\}/,
});
