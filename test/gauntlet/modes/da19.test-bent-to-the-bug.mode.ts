import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'DA19',
  title: 'the mend turns one mistake into another, and the test asserts what the code does',
  at: 'executor',
  goal: 'Fix pages.py: last_page(20, 10) must return 2 and last_page(21, 10) must return 3. Add test_pages.py that checks both.',
  before: { 'pages.py': 'def last_page(total, size):\n    return total // size + 1\n' },
  plan: [
    { id: 'fix', description: 'Fix last_page in pages.py', acceptance_criteria: 'last_page(20, 10) returns 2' },
    { id: 'test', description: 'Add test_pages.py that checks both cases', depends_on: ['fix'] },
  ],
  executor: [
    bySubtask({
      fix: attempt(
        call('read_file', { path: 'pages.py' }),
        call('edit_file', {
          path: 'pages.py',
          old_str: 'return total // size + 1',
          new_str: 'return total // size',
        }),
        FINISH,
      ),
      test: attempt(
        call('write_file', {
          path: 'test_pages.py',
          content:
            'from pages import last_page\n\n\ndef test_full_page():\n    assert last_page(20, 10) == 2\n\n\ndef test_one_more():\n    assert last_page(21, 10) == 2\n',
        }),
        FINISH,
      ),
    }),
  ],
  halfway: [{ 'pages.py': 'def last_page(total, size):\n    return total // size\n' }],
  fails: /pages|last_page/,
  mostRequests: 120,
});
