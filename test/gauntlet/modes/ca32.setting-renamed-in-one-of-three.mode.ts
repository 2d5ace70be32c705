import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

const NAMES = ['a.cfg', 'b.cfg', 'c.cfg'];

export default mode({
  id: 'CA32',
  title: 'a setting is renamed in one of three files, and the verifier looks at that one',
  at: 'executor',
  goal: 'Rename the setting timeout to limit in a.cfg, b.cfg and c.cfg.',
  before: Object.fromEntries(NAMES.map((name, at) => [name, `timeout = ${at}\n`])),
  executor: [
    ({ messages }, n) => {
      const made = JSON.stringify(messages.flatMap(({ toolCalls }) => toolCalls));
      const next = NAMES.slice(0, n < 2 ? 1 : 3).find((name) => !made.includes(name));
      return next === undefined ? FINISH : call('edit_file', { path: next, old_str: 'timeout', new_str: 'limit' });
    },
  ],
  after: Object.fromEntries(NAMES.map((name, at) => [name, `limit = ${at}\n`])),
});
