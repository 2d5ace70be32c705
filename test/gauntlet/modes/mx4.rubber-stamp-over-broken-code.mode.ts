import { call, json } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'MX4',
  title: 'praise for code that does not parse',
  at: 'verifier',
  goal: 'Create hi.py that prints hi.',
  executor: [call('write_file', { path: 'hi.py', content: 'print("hi"\n' }), FINISH],
  verifier: [json({ passed: true, issues: [], confidence: 1, suggestion: 'Perfect!' })],
  fails: /hi\.py/,
  mostRequests: 60,
});
