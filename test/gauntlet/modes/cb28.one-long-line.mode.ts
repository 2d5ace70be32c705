import { call } from '#testing';
import { honest } from '../honest.js';
import { FINISH, mode } from '../mode.js';

const LINE = (debug: boolean): string =>
  `${JSON.stringify({ items: Array.from({ length: 20_000 }, (_, n) => n), debug })}\n`;

export default mode({
  id: 'CB28',
  title: 'a file of one long line, and a small window',
  at: 'executor',
  own: { contextWindow: 8192 },
  goal: 'In data.json set "debug" to true.',
  before: { 'data.json': LINE(false) },
  executor: [
    ({ messages }) => {
      const last = messages.flatMap(({ toolCalls }) => toolCalls).at(-1)?.name;
      if (last === undefined) return call('read_file', { path: 'data.json' });
      if (last === 'read_file')
        return call('edit_file', { path: 'data.json', old_str: '"debug":false', new_str: '"debug":true' });
      return FINISH;
    },
  ],
  verifier: [honest({ work: ['"debug":true'] })],
  after: { 'data.json': LINE(true) },
});
