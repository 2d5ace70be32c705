import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'SH13',
  title: "a command with HTML's entities, always",
  at: 'executor',
  goal: 'Create out/a.txt with the single line "hello".',
  executor: [
    attempt(
      call('shell_execute', { command: 'mkdir -p out &amp;&amp; echo &quot;hello&quot; &gt; out/a.txt' }),
      FINISH,
    ),
  ],
  after: { 'out/a.txt': 'hello\n' },
});
