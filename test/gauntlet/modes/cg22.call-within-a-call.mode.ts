import { call } from '#testing';
import { attempt, HELLO, mode } from '../mode.js';

export default mode({
  id: 'CG22',
  title: 'calls wrapped in a call, with what a write does in any case',
  at: 'executor',
  executor: [
    attempt(
      call('tool_call', {
        name: 'write_file',
        arguments: { path: 'a.txt', content: 'hello\n', overwrite: true, encoding: 'utf-8' },
      }),
      call('tool_call', { name: 'finish', arguments: { summary: 'a.txt is written.' } }),
    ),
  ],
  after: HELLO,
});
