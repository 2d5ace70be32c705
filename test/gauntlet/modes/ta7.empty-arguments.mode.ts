import { FINISH, HELLO, mode, oaCall, oaEnd, wire, WRITE } from '../mode.js';

export default mode({
  id: 'TA7',
  title: 'empty arguments',
  at: 'transport',
  protocols: ['openai'],
  executor: [
    wire({ openai: oaCall(0, 'list_directory', '', 'c1') + oaCall(1, 'write_file', '', 'c2') + oaEnd('tool_calls') }),
    WRITE,
    FINISH,
  ],
  after: HELLO,
  check: ({ prompt }) => [
    [/\(empty\)/.test(prompt('executor', 1)), 'the listing did not run'],
    [/\\?"path\\?" \(string\) is missing/.test(prompt('executor', 1)), 'the missing argument is not named'],
  ],
});
