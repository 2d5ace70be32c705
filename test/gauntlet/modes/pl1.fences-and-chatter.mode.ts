import { HELLO, mode } from '../mode.js';

const subtasks = [{ id: 'a', description: 'Create a.txt with the single line "hello".' }];

export default mode({
  id: 'PL1',
  title: 'fences and chatter round the plan',
  at: 'planner',
  planner: [
    { text: `Sure! Plan for {project}:\n\`\`\`json\n${JSON.stringify({ subtasks })}\n\`\`\`\nGood luck with {it}!` },
  ],
  after: HELLO,
  check: ({ of }) => [[of('planner').length === 1, 'the planner was asked again']],
});
