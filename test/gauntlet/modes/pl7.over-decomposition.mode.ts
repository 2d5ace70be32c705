import { plan } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

const steps = ['Open the editor.', 'Create a.txt with the single line "hello".', 'Save the file.', 'Close the editor.'];
const many = Array.from({ length: 40 }, (_, n) => ({ id: `s${n}`, description: steps[n % 4] ?? '' }));

export default mode({
  id: 'PL7',
  title: 'forty steps for one file',
  at: 'planner',
  planner: [plan(many)],
  executor: [
    ({ messages }) => (/Your subtask: s1\n/.test(messages[1]?.content ?? '') && messages.length < 3 ? WRITE : FINISH),
  ],
  after: HELLO,
  mostRequests: 20,
});
