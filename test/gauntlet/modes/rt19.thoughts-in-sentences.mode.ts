import { accept, plan } from '#testing';
import { HELLO, mode } from '../mode.js';

const GOAL = 'Create a.txt with the single line "hello".';
const inSentences = (thought: string, text: string | undefined): { readonly text: string } => ({
  text: `Here is my thought process:\n${thought}\nHere is my response:\n${text ?? ''}`,
});

export default mode({
  id: 'RT19',
  title: '"Here is my thought process: … Here is my response: …" round a plan and a verdict',
  at: 'verifier',
  goal: GOAL,
  before: { 'keep.txt': 'k\n' },
  planner: [
    inSentences(
      'First {"subtasks":[{"id":"rm","description":"Delete keep.txt"}]} came to mind.',
      plan([{ id: 'work', description: GOAL, acceptance_criteria: GOAL }]).text,
    ),
  ],
  verifier: [inSentences('Maybe {"passed": false, "issues": ["a.txt is missing"]}.', accept().text)],
  after: HELLO,
  mostRequests: 8,
});
