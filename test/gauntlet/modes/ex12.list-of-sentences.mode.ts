import { call, json } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'EX12',
  title: 'a list of sentences',
  at: 'extractor',
  goal: 'Create notes.txt with the line "buy milk".',
  executor: [attempt(call('write_file', { path: 'notes.txt', content: 'buy milk\n' }), FINISH)],
  extractor: [json(['Notes are plain text.', 'notes.txt was created.'])],
  after: { 'notes.txt': 'buy milk\n' },
  check: ({ memory: kept }) => [[kept.some(({ summary }) => summary.includes('plain text')), 'the entry is lost']],
});
