import { call } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'SH7',
  title: 'destructive commands',
  at: 'executor',
  before: { 'keep.txt': 'keep\n' },
  executor: [
    call('shell_execute', { command: 'rm -rf $UNSET/ ~/ ../outside.txt' }),
    call('shell_execute', { command: 'git reset --hard && git clean -fdx' }),
    call('shell_execute', { command: 'echo gone > ../outside.txt; echo x > /tmp/loom-gauntlet-proof' }),
    WRITE,
    FINISH,
  ],
  after: HELLO,
});
