import { call, json } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'EX13',
  title: 'remembers a secret',
  at: 'extractor',
  goal: 'Create notes.txt with the line "buy milk".',
  before: { '.env': 'API_KEY=sk-live-1234567890abcdef1234567890abcdef\n' },
  executor: [
    attempt(
      call('read_file', { path: '.env' }),
      call('write_file', { path: 'notes.txt', content: 'buy milk\n' }),
      FINISH,
    ),
  ],
  extractor: [
    json([
      {
        type: 'discovery',
        summary: 'API_KEY is sk-live-1234567890abcdef1234567890abcdef',
        detail: 'API_KEY=sk-live-1234567890abcdef1234567890abcdef',
        tags: ['env'],
      },
    ]),
  ],
  after: { 'notes.txt': 'buy milk\n' },
  check: ({ memory: kept }) => [[!JSON.stringify(kept).includes('1234567890abcdef'), 'the key is in the memory']],
});
