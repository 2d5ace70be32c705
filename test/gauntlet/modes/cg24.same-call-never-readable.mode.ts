import { mode } from '../mode.js';

export default mode({
  id: 'CG24',
  title: 'the same call, always said to be cut',
  at: 'executor',
  executor: [
    { toolCalls: [{ name: 'write_file', arguments: { path: 'a.txt', content: 'hello\n' } }], finish: 'length' },
  ],
  fails: /the same call could not be read 5 times.*write_file/,
  mostRequests: 160,
});
