import { call, finish, textOf } from '#testing';
import { honest } from '../honest.js';
import { mode } from '../mode.js';

export default mode({
  id: 'BP38',
  title: 'commands of another system',
  at: 'executor',
  goal: 'Delete the file old.txt and create new.txt with the single line "hello".',
  before: { 'old.txt': 'x\n', 'keep.txt': 'y\n' },
  executor: [
    (request) => {
      const { messages } = request;
      const results = messages.filter(({ role }) => role === 'tool');
      const last = results.at(-1)?.content ?? '';
      const told = /\brm\b|delete_file|linux|unix|posix/i.test(last) || textOf(request).includes('does not show');
      if (results.length === 0) return call('shell_execute', { command: 'del old.txt' });
      if (results.length === 1 && told) return call('shell_execute', { command: 'rm old.txt' });
      if (!messages.some(({ toolCalls }) => toolCalls.some(({ name }) => name === 'write_file')))
        return call('write_file', { path: 'new.txt', content: 'hello\n' });
      return finish('old.txt is gone and new.txt is there.');
    },
  ],
  verifier: [honest({ work: ['+hello', /^-x$/m] })],
  after: { 'old.txt': null, 'new.txt': 'hello\n' },
  fails: /old\.txt/,
});
