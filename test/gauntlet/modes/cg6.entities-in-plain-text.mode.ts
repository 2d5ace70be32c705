import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'CG6',
  title: 'signs of a text without markup as entities',
  at: 'executor',
  goal: 'write rule.txt with this one line: keep x < y && y > 0',
  executor: [
    attempt(
      call('write_file', { path: 'rule.txt', content: 'keep x &lt; y &amp;&amp; y &gt; 0\n' }),
      finish('rule.txt is written.'),
    ),
  ],
  fails: /rule\.txt does not hold/,
});
