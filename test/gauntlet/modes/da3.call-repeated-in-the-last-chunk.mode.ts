import { FINISH, mode, oa, oaEnd, ol, wire } from '../mode.js';

const CALL = { name: 'shell_execute', arguments: { command: "printf 'hi\\n' >> log.txt" } };
const OPENAI = {
  tool_calls: [
    { index: 0, id: 'call_77', type: 'function', function: { ...CALL, arguments: JSON.stringify(CALL.arguments) } },
  ],
};

export default mode({
  id: 'DA3',
  title: 'the last chunk sums up the call that came before; the command adds a line each time it runs',
  at: 'transport',
  goal: 'Append the line "hi" to log.txt, once.',
  before: { 'log.txt': 'start\n' },
  executor: [
    wire({
      ollama: [
        ol({ tool_calls: [{ id: 'call_77', function: { index: 0, ...CALL } }] }),
        ol(
          { tool_calls: [{ id: 'call_77', function: { index: 0, ...CALL } }] },
          { done: true, done_reason: 'stop', prompt_eval_count: 700, eval_count: 30 },
        ),
      ].join(''),
      openai: [oa({ role: 'assistant', content: null }), oa(OPENAI), oa(OPENAI), oaEnd('tool_calls')].join(''),
    }),
    FINISH,
  ],
  after: { 'log.txt': 'start\nhi\n' },
});
