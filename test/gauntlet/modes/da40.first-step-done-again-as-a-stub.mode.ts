import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';
import { onceWrong } from '../once-wrong.js';

const CALC = 'def add(a, b):\n    return a + b\n\n\ndef mul(a, b):\n    return a * b\n';
const TEST =
  'from calc import add, mul\n\n\ndef test_add():\n    assert add(1, 2) == 3\n\n\ndef test_mul():\n    assert mul(2, 3) == 6\n';

export default mode({
  id: 'DA40',
  title: 'the second step has forgotten the first and writes its file anew, with nothing in it',
  at: 'executor',
  goal: 'Create calc.py with the functions add(a, b) and mul(a, b), and test_calc.py with a test of each.',
  plan: [
    { id: 'code', description: 'Create calc.py with add and mul' },
    { id: 'test', description: 'Create test_calc.py with a test of each function', depends_on: ['code'] },
  ],
  executor: [
    bySubtask({
      code: attempt(call('write_file', { path: 'calc.py', content: CALC }), FINISH),
      test: onceWrong(
        [
          call('write_file', {
            path: 'calc.py',
            content: 'def add(a, b):\n    pass\n\n\ndef mul(a, b):\n    pass\n',
          }),
          call('write_file', { path: 'test_calc.py', content: TEST }),
          FINISH,
        ],
        [
          call('write_file', { path: 'calc.py', content: CALC }),
          call('write_file', { path: 'test_calc.py', content: TEST }),
          FINISH,
        ],
        2,
      ),
    }),
  ],
  after: { 'calc.py': CALC, 'test_calc.py': TEST },
  fails: /calc\.py/,
  mostRequests: 120,
});
