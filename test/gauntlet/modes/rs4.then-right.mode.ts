import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'RS4',
  title: 'a wrong value, then the right one after being told',
  at: 'executor',
  goal: 'Set "port" to 8080 in config.json.',
  before: { 'config.json': '{\n  "port": 3000\n}\n' },
  executor: [
    call('edit_file', { path: 'config.json', old_str: '3000', new_str: '8000' }),
    FINISH,
    attempt(call('edit_file', { path: 'config.json', old_str: '3000', new_str: '8080' }), FINISH),
  ],
  after: { 'config.json': '{\n  "port": 8080\n}\n' },
  check: ({ prompt }) => [[/8080/.test(prompt('executor', 2)), 'the second attempt is not told what was wrong']],
});
