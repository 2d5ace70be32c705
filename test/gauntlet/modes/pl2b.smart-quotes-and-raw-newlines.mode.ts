import { HELLO, mode } from '../mode.js';

const plan = '{“subtasks”: [{“id”: “a”, “description”: “Create a.txt\nwith the single line hello.”}]}';

export default mode({
  id: 'PL2B',
  title: 'near-JSON: typographic quotes and a raw line break in a string',
  at: 'planner',
  planner: [{ text: plan }],
  after: HELLO,
  check: ({ of }) => [[of('planner').length === 1, 'the planner was asked again']],
});
