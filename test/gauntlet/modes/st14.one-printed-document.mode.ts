import { FINISH, HELLO, mode, wire } from '../mode.js';

const whole = {
  model: 'm',
  created_at: '2026-01-01T00:00:00Z',
  message: {
    role: 'assistant',
    content: '',
    tool_calls: [{ function: { name: 'write_file', arguments: { path: 'a.txt', content: 'hello\n' } } }],
  },
  done: true,
  done_reason: 'stop',
  prompt_eval_count: 900,
  eval_count: 20,
};

export default mode({
  id: 'ST14',
  title: 'one document over several lines instead of a stream of lines',
  at: 'transport',
  protocols: ['ollama'],
  executor: [wire({ ollama: `${JSON.stringify(whole, null, 2)}\n` }), FINISH],
  after: HELLO,
  mostRequests: 6,
});
