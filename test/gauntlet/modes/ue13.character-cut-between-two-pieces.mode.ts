import { FINISH, mode, oaCall, oaEnd, wire } from '../mode.js';

export default mode({
  id: 'UE13',
  title: 'the two halves of a character come in two pieces of the arguments',
  at: 'transport',
  protocols: ['openai'],
  goal: 'Create go.txt with the single line "go 🚀".',
  executor: [
    wire({
      openai:
        oaCall(0, 'write_file', '{"path": "go.txt", "content": "go \ud83d', 'c1') +
        oaCall(0, undefined, '\ude80\\n"}') +
        oaEnd('tool_calls'),
    }),
    FINISH,
  ],
  after: { 'go.txt': 'go 🚀\n' },
});
