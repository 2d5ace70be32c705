import { accept, plan, type ScriptedReply } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

const BUSY: ScriptedReply = { text: 'Error: Rate limit exceeded. Please try again in 1s.' };
export default mode({
  id: 'SV31',
  title: 'a proxy answers each role once with its rate limit, as the words of the model',
  at: 'transport',
  planner: [BUSY, plan([{ id: 'work', description: 'Create a.txt with the single line "hello"' }])],
  executor: [BUSY, WRITE, BUSY, FINISH],
  verifier: [BUSY, accept()],
  extractor: [BUSY, { text: '[]' }],
  after: HELLO,
  check: ({ memory }) => [[!memory.some(({ summary }) => /rate limit/i.test(summary)), 'a refusal was remembered']],
});
