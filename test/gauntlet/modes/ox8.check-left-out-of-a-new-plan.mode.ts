import { call, plan } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const CHECK = `test "$(node -p "require('./add.js')(2, 3)")" = 5`;

export default mode({
  id: 'OX8',
  title: 'the new plan leaves out the check that no attempt has met',
  at: 'planner',
  own: { config: { execution: { max_plan_versions: 2 } } },
  goal: 'Let add.js export a function that adds two numbers.',
  planner: [
    plan([{ id: 'add', description: 'Write add.js, which exports a function of two numbers', checks: [CHECK] }]),
    plan([{ id: 'add-again', description: 'Write add.js, which exports a function of two numbers' }]),
  ],
  executor: [
    (request, n) =>
      attempt(call('write_file', { path: 'add.js', content: `module.exports = (a, b) => a * b; // ${n}\n` }), FINISH)(
        request,
        n,
      ),
  ],
  fails: /add\.js/,
  mostRequests: 60,
});
