import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BP45',
  title: 'duplicates are removed by sorting, and the order is lost',
  at: 'executor',
  goal: 'Remove duplicate lines from list.txt, keep the order.',
  before: { 'list.txt': 'b\na\nb\nc\na\n' },
  executor: [attempt(call('shell_execute', { command: 'sort -u -o list.txt list.txt' }), finish('All of it is done.'))],
  fails: /list\.txt/,
});
