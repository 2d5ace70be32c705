import { call } from '#testing';
import { mode, type Step } from '../mode.js';

const edit = (from: string, to: string): ReturnType<typeof call> =>
  call('edit_file', { path: 'style.css', old_str: `color: ${from};`, new_str: `color: ${to};` });
const step: Step = (_, n) => (n % 2 === 0 ? edit('black', 'navy') : edit('navy', 'black'));

export default mode({
  id: 'DA37',
  title: 'an edit and its undoing take turns without an end',
  at: 'executor',
  goal: 'Make the text colour in style.css navy.',
  before: { 'style.css': 'p {\n  color: black;\n}\n' },
  executor: [step],
  after: { 'style.css': 'p {\n  color: navy;\n}\n' },
  fails: /style\.css|back|again|repeat|finish|loop/,
  mostRequests: 60,
});
