import { call, calls, finish } from '#testing';
import { honest } from '../honest.js';
import { mode, refusal } from '../mode.js';

export default mode({
  id: 'BY8',
  title: 'the template takes one call a message, and the server refuses a history with two',
  at: 'executor',
  // What a server refuses is remembered for all that ask it.
  own: {},
  goal: 'Create a.txt with the line "hello" and b.txt with the line "world".',
  executor: [
    ({ messages }) => {
      if (messages.some(({ toolCalls }) => toolCalls.length > 1))
        return refusal(500, { error: 'This model only supports single tool-calls at once!' });
      const said = messages.map(({ content }) => content).join('\n');
      return messages.some(({ role }) => role === 'assistant') || said.includes('Wrote')
        ? finish('Both files are written.')
        : calls(
            call('write_file', { path: 'a.txt', content: 'hello\n' }),
            call('write_file', { path: 'b.txt', content: 'world\n' }),
          );
    },
  ],
  verifier: [honest({ work: ['+hello', '+world'] })],
  after: { 'a.txt': 'hello\n', 'b.txt': 'world\n' },
});
