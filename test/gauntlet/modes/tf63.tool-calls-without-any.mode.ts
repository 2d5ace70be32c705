import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'TF63',
  title: 'finish_reason tool_calls without a call',
  at: 'executor',
  goal: 'Create notes.txt with the line "buy milk".',
  executor: [
    { text: '', finish: 'tool_calls' },
    { text: '', finish: 'tool_calls' },
    attempt(call('write_file', { path: 'notes.txt', content: 'buy milk\n' }), FINISH),
  ],
  after: { 'notes.txt': 'buy milk\n' },
});
