import { call, json, plan } from '#testing';
import { HELLO, mode, WORK } from '../mode.js';

export default mode({
  id: 'TF55',
  title: 'the planner and the verifier call tools they were not offered, once each',
  at: 'planner',
  planner: [
    call('read_file', { path: 'a.txt' }),
    plan([{ id: 'work', description: 'Create a.txt with the single line "hello".' }]),
  ],
  executor: [WORK],
  verifier: [call('read_file', { path: 'a.txt' }), json({ passed: true, issues: [], confidence: 0.9, suggestion: '' })],
  after: HELLO,
});
