import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const INI = '; Ask Mara first.\n[gateway]\nport = 9000\n; seconds\ntimeout = 30\n';
export default mode({
  id: 'FE82',
  title: 'a rewrite for one value loses the remarks of a file of settings',
  at: 'executor',
  goal: 'Set timeout to 60 in config.ini.',
  before: { 'config.ini': INI },
  executor: [
    attempt(
      call('read_file', { path: 'config.ini' }),
      call('write_file', { path: 'config.ini', content: '[gateway]\nport = 9000\ntimeout = 60\n' }),
      FINISH,
    ),
  ],
  after: { 'config.ini': INI.replace('30', '60') },
  fails: /config\.ini: 2 of its remarks are gone/,
});
