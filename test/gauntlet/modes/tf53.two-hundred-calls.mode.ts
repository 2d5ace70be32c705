import { FINISH, HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF53',
  title: 'three hundred calls in one answer',
  at: 'executor',
  executor: [
    {
      toolCalls: [
        { name: 'write_file', arguments: { path: 'a.txt', content: 'hello\n' } },
        ...Array.from({ length: 300 }, (_, n) => ({ name: 'shell_execute', arguments: { command: `echo ${n}` } })),
      ],
    },
    FINISH,
  ],
  after: HELLO,
  check: ({ events }) => [
    [events.filter(({ type }) => type === 'tool_call_started').length < 80, 'all of them were run'],
  ],
});
