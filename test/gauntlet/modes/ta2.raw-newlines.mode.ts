import { FINISH, mode, oaCall, oaEnd, wire } from '../mode.js';

export default mode({
  id: 'TA2',
  title: 'raw line breaks and tabs in a string',
  at: 'transport',
  protocols: ['openai'],
  executor: [
    wire({
      openai: oaCall(0, 'write_file', '{"path":"f.py","content":"def f():\n\treturn 1\n"}', 'c1') + oaEnd('tool_calls'),
    }),
    FINISH,
  ],
  goal: 'Create f.py with a function f.',
  after: { 'f.py': 'def f():\n\treturn 1\n' },
});
