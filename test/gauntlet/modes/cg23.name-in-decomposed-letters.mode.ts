import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'CG23',
  title: 'a new name in decomposed letters',
  at: 'executor',
  goal: 'write caf\u00e9.txt with the word tea',
  executor: [attempt(call('write_file', { path: 'cafe\u0301.txt', content: 'tea\n' }), finish('It is written.'))],
  after: { 'caf\u00e9.txt': 'tea\n' },
});
