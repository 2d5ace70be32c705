import { finish } from '#testing';
import { mode } from '../mode.js';

export default mode({
  id: 'FC3',
  title: 'says that it is blocked',
  at: 'executor',
  executor: [finish('Cannot go on.', 'blocked', 'there is no compiler for Frobol here')],
  fails: /Frobol/,
});
