import { call } from '#testing';
import { mode, FINISH } from '../mode.js';

export default mode({
  id: 'WC132',
  title: 'the other of two settings of the same name is changed',
  at: 'executor',
  goal: 'In config.ini set port of the section [database] to 6432.',
  before: { 'config.ini': '[server]\nport = 8080\n\n[database]\nport = 5432\n' },
  executor: [
    call('edit_file', { path: 'config.ini', old_str: 'port = 8080', new_str: 'port = 6432' }),
    FINISH,
    call('write_file', { path: 'config.ini', content: '[server]\nport = 8080\n\n[database]\nport = 6432\n' }),
    FINISH,
  ],
  after: { 'config.ini': '[server]\nport = 8080\n\n[database]\nport = 6432\n' },
});
