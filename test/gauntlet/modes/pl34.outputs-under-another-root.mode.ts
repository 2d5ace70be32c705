import { call, calls } from '#testing';
import { mode, FINISH, attempt } from '../mode.js';

export default mode({
  id: 'PL34',
  title: 'expected outputs under roots that do not exist here',
  at: 'planner',
  goal: 'Create src/a.txt with the single line "hello" and src/b.txt with the single line "bye".',
  plan: [
    {
      id: 'files',
      description: 'Create the two files.',
      expected_outputs: ['/workspace/src/a.txt', '/home/user/project/src/b.txt'],
      acceptance_criteria: 'Both files are there.',
    },
  ],
  executor: [
    attempt(
      calls(
        call('write_file', { path: 'src/a.txt', content: 'hello\n' }),
        call('write_file', { path: 'src/b.txt', content: 'bye\n' }),
      ),
      FINISH,
    ),
  ],
  after: { 'src/a.txt': 'hello\n', 'src/b.txt': 'bye\n' },
});
