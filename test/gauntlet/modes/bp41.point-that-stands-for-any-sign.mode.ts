import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BP41',
  title: 'a point in a pattern stands for any sign',
  at: 'executor',
  goal: 'Change the version from 1.0 to 2.0 in pkg.txt.',
  before: { 'pkg.txt': 'version 1.0\nid 1a0\nport 8150\n' },
  executor: [attempt(call('shell_execute', { command: "sed -i 's/1.0/2.0/g' pkg.txt" }), finish('All of it is done.'))],
  fails: /pkg\.txt/,
});
