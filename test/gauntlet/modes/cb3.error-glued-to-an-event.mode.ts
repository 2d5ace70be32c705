import { honest } from '../honest.js';
import { HELLO, mode, oa, wire, WORK } from '../mode.js';

const BROKEN = `${oa({ role: 'assistant', content: 'I write the file.' })}data: {"id":"c1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"write_file","arguments":"{\\"path\\":\\"a.txt\\",\\"content\\":\\"hel
data: {"type":"error","error":{"type":"upstream_error","message":"stream_read_error"}}

data: [DONE]

`;
const broken = wire({ openai: BROKEN });

export default mode({
  id: 'CB3',
  title: 'an error that is glued to a half event of the stream',
  at: 'transport',
  protocols: ['openai'],
  executor: [
    (request, n) => {
      const step = n === 0 ? broken : WORK;
      return typeof step === 'function' ? step(request, n) : step;
    },
  ],
  verifier: [honest({ work: ['+hello'] })],
  after: HELLO,
});
