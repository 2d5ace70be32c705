import { call } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'LS27',
  title: 'done at once, then reads for ever',
  at: 'executor',
  goal: 'Create notes.txt with the line "buy milk".',
  executor: [
    attempt(call('write_file', { path: 'notes.txt', content: 'buy milk\n' }), call('read_file', { path: 'notes.txt' })),
  ],
  after: { 'notes.txt': 'buy milk\n' },
});
