import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'TF68',
  title: 'a written call whose strokes are escaped, and its ampersands',
  at: 'executor',
  goal: 'Create out/a.txt with the single line "a && b".',
  executor: [
    attempt(
      {
        text: String.raw`<invoke name="shell_execute">
<parameter name="command">mkdir -p out &amp;&amp; echo 'a &amp;&amp; b' &gt; out\/a.txt<\/parameter>
<\/invoke>`,
      },
      FINISH,
    ),
  ],
  after: { 'out/a.txt': 'a && b\n' },
});
