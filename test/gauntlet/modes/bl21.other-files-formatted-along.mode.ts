import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

const DOC = 'def f():\n    """Says hello."""\n    return "hello"\n';

export default mode({
  id: 'BL21',
  title: 'the plan has all other files formatted, which nobody asked for',
  at: 'planner',
  goal: 'Add the docstring "Says hello." to f in a.py.',
  before: {
    'a.py': 'def f():\n    return "hello"\n',
    'b.py': "X = {'a':1,\n     'b':2}\n",
    'c.py': 'Y = [1,2,\n     3]\n',
  },
  plan: [
    { id: 'doc', description: 'Add the docstring "Says hello." to f in a.py' },
    { id: 'format', description: 'Bring the formatting of the other python files into line', depends_on: ['doc'] },
  ],
  executor: [
    bySubtask({
      doc: attempt(call('write_file', { path: 'a.py', content: DOC }), FINISH),
      format: attempt(
        call('write_file', { path: 'b.py', content: 'X = {"a": 1, "b": 2}\n' }),
        call('write_file', { path: 'c.py', content: 'Y = [1, 2, 3]\n' }),
        FINISH,
      ),
    }),
  ],
  after: { 'a.py': DOC },
  fails: /\b[bc]\.py/,
  mostRequests: 80,
});
