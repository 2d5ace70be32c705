import { call } from '#testing';
import { attempt, FINISH, HELLO, mode, WORK } from '../mode.js';

const api = attempt(call('write_file', { path: 'app.py', content: 'app = None\n' }), FINISH);
export default mode({
  id: 'PL45',
  title: 'a plan for another goal, always',
  at: 'planner',
  plan: [{ id: 'api', description: 'Create app.py, a Flask application with the endpoint /todos' }],
  executor: [
    (request, n) => {
      const isApi = request.messages.some(({ content }) => content.includes('# Your subtask: api'));
      const step = isApi ? api : WORK;
      return typeof step === 'function' ? step(request, n) : step;
    },
  ],
  after: HELLO,
});
