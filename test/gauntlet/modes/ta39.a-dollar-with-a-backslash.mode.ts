import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

const ARGS = '{"path":"greet.js","content":"export const greet = (name) => `Hello \\${name}`;\\n"}';

export default mode({
  id: 'TA39',
  title: 'a backslash before a dollar sign, which may be meant or not',
  at: 'executor',
  goal: 'Create greet.js that exports greet, which says hello to a name.',
  executor: [
    ({ protocol }) =>
      protocol === 'openai'
        ? { toolCalls: [{ name: 'write_file', arguments: ARGS }] }
        : { text: `<tool_call>\n{"name": "write_file", "arguments": ${ARGS}}\n</tool_call>` },
    call('write_file', { path: 'greet.js', content: 'export const greet = (name) => `Hello ${name}`;\n' }),
    FINISH,
  ],
  after: { 'greet.js': 'export const greet = (name) => `Hello ${name}`;\n' },
});
