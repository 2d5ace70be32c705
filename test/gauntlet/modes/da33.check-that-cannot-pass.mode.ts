import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'DA33',
  title: 'the plan checks the work with a program that the project does not have',
  at: 'planner',
  goal: 'Change the greeting in hello.py from "Hi" to "Hello".',
  before: { 'hello.py': 'def greet(name):\n    return "Hi " + name\n' },
  plan: [
    {
      id: 'work',
      description: 'Change the greeting in hello.py from "Hi" to "Hello"',
      acceptance_criteria: 'The suite passes',
      checks: ['npm test', 'grep -q "Hi" hello.py'],
    },
  ],
  executor: [attempt(call('edit_file', { path: 'hello.py', old_str: '"Hi "', new_str: '"Hello "' }), FINISH)],
  after: { 'hello.py': 'def greet(name):\n    return "Hello " + name\n' },
  fails: /npm test|grep/,
  mostRequests: 80,
});
