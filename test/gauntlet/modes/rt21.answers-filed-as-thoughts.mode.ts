import { accept, memory, plan, type ScriptedReply } from '#testing';
import { HELLO, mode, WORK } from '../mode.js';

const filed = ({ text = '' }: ScriptedReply): ScriptedReply => ({ thinking: text, text: '' });

export default mode({
  id: 'RT21',
  title: 'the server files every answer in JSON under reasoning',
  at: 'planner',
  own: {},
  planner: [
    filed(
      plan([
        {
          id: 'work',
          description: 'Create a.txt with the single line "hello".',
          acceptance_criteria: 'a.txt holds the single line "hello".',
        },
      ]),
    ),
  ],
  executor: [WORK],
  verifier: [filed(accept())],
  extractor: [filed(memory())],
  after: HELLO,
  mostRequests: 10,
});
