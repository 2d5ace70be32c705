import { call } from '#testing';
import { mode } from '../mode.js';

export default mode({
  id: 'TF77',
  title: 'every call names a tool that is not there, each another one',
  at: 'executor',
  executor: [(_, n) => call(`execute_python_${n % 6}`, { code: `print(${n})` })],
  fails: /no file was changed in 12 turns: .*there is no tool "execute_python_\d"/,
  mostRequests: 90,
});
