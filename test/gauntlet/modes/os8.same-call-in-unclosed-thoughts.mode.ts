import { answer } from '#testing';
import { HELLO, mode } from '../mode.js';

const inThoughts = (call: object) =>
  answer(`<think>The file is to hold one line.\n<tool_call>${JSON.stringify(call)}</tool_call>`);

export default mode({
  id: 'OS8',
  title: 'each call ends reasoning that is never closed, again and again',
  at: 'executor',
  executor: [
    ({ messages }) =>
      messages.some(({ role }) => role === 'tool')
        ? inThoughts({ name: 'finish', arguments: { summary: 'a.txt is there.', status: 'done' } })
        : inThoughts({ name: 'write_file', arguments: { path: 'a.txt', content: 'hello\n' } }),
  ],
  after: HELLO,
  mostRequests: 14,
});
