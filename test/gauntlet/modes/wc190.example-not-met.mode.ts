import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const MEAN = 'export const mean = (xs) => xs.reduce((a, b) => a + b, 0) / xs.length;\n';
const SIMPLE = '\nexport const median = (xs) => [...xs].sort((a, b) => a - b)[Math.floor(xs.length / 2)];\n';
export default mode({
  id: 'WC190',
  title: 'a function that gives something else than the example of the goal',
  at: 'executor',
  goal: 'Add an exported function median(xs) to src/stats.js. median([3, 1, 2]) is 2 and median([4, 1, 3, 2]) is 2.5.',
  before: { 'package.json': '{"type":"module"}\n', 'src/stats.js': MEAN },
  executor: [
    attempt(
      call('read_file', { path: 'src/stats.js' }),
      call('write_file', { path: 'src/stats.js', content: MEAN + SIMPLE }),
      FINISH,
    ),
  ],
  fails: /median\(\[4,1,3,2\]\) gives 3, and not 2\.5/,
});
