import { call } from '#testing';
import { FINISH, mode } from '../mode.js';
import { onceWrong } from '../once-wrong.js';

const LOG = Array.from({ length: 3000 }, (_, at) =>
  at % 75 === 0 ? `12:00:${at} ERROR the disk is full` : `12:00:${at} INFO request ${at} is served`,
).join('\n');

export default mode({
  id: 'DA38',
  title: 'counts only the part of a long file that it was shown',
  at: 'executor',
  goal: 'Write the number of lines in server.log that contain ERROR to count.txt.',
  before: { 'server.log': `${LOG}\n` },
  executor: [
    onceWrong(
      [call('read_file', { path: 'server.log' }), call('write_file', { path: 'count.txt', content: '4\n' }), FINISH],
      [call('shell_execute', { command: 'grep -c ERROR server.log > count.txt' }), FINISH],
    ),
  ],
  after: { 'count.txt': '40\n' },
  own: { contextWindow: 8192 },
  fails: /count\.txt|server\.log/,
  mostRequests: 80,
});
