import { call } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'FC22',
  title: '"done" with a summary that says it is not',
  at: 'executor',
  goal: 'Fix the bug in calc.js: add(2, 3) must be 5.',
  before: { 'calc.js': 'export function add(a, b) {\n  return a - b;\n}\n' },
  executor: [
    attempt(
      call('edit_file', { path: 'calc.js', old_str: 'export function', new_str: '// looked at it\nexport function' }),
      call('finish', {
        summary: 'I was not able to fix the bug. I only added a comment; add still returns the wrong value.',
        status: 'done',
      }),
    ),
  ],
  fails: /not able|summary|says|admit|own/i,
});
