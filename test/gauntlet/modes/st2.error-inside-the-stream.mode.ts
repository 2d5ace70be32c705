import { FINISH, HELLO, mode, oa, ol, wire, WRITE } from '../mode.js';

export default mode({
  id: 'ST2',
  title: 'an error inside a stream that began well',
  at: 'transport',
  executor: [
    { text: 'Now I will write the file.', errorInStream: 'an error was encountered while running the model' },
    wire({
      ollama: ol({ content: 'x' }) + '{"error parsing tool call":"raw"}\n',
      openai: oa({ content: 'x' }) + 'data: {"error":{"message":"CUDA error","code":500}}\n\n',
    }),
    WRITE,
    FINISH,
  ],
  after: HELLO,
});
