import { call } from '#testing';
import { FINISH, HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF43',
  title: 'calls a wrapper tool that was never offered, with the real calls in it',
  at: 'executor',
  executor: [
    call('multi_tool_use.parallel', {
      tool_uses: [
        { recipient_name: 'functions.write_file', parameters: { path: 'a.txt', content: 'hello\n' } },
        { recipient_name: 'functions.read_file', parameters: { path: 'a.txt' } },
      ],
    }),
    FINISH,
  ],
  after: HELLO,
});
