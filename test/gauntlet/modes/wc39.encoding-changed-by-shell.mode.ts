import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC39',
  title: 'the shell turns a file into another encoding',
  at: 'executor',
  goal: 'Change "one" to "two" in latin.txt.',
  before: { 'latin.txt': Uint8Array.from([0x6f, 0x6e, 0x65, 0x0a, 0x63, 0x61, 0x66, 0xe9, 0x0a]) },
  executor: [
    attempt(
      call('shell_execute', {
        command: 'iconv -f latin1 -t utf8 latin.txt | sed s/one/two/ > t && mv t latin.txt',
      }),
      FINISH,
    ),
  ],
  after: { 'latin.txt': Uint8Array.from([0x74, 0x77, 0x6f, 0x0a, 0x63, 0x61, 0x66, 0xe9, 0x0a]) },
  fails: /encoding/,
  mostRequests: 60,
});
