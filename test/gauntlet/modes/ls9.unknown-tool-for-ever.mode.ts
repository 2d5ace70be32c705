import { call } from '#testing';
import { mode } from '../mode.js';

export default mode({
  id: 'LS9',
  title: 'an unknown tool again and again',
  at: 'executor',
  executor: [call('execute_python', { code: 'print(1)' })],
  fails: /same call|no file was changed/,
  mostRequests: 60,
});
