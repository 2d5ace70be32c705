import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'FC61',
  title: 'the program that was to be run wrote a part of its file and failed, and the work is said to be done',
  at: 'executor',
  goal: 'Run gen.py, which writes report.csv.',
  before: {
    'gen.py':
      'import sys\nopen("report.csv", "w").write("a,b\\n1,2\\n")\nsys.exit("disk full while writing the totals")\n',
  },
  executor: [attempt(call('shell_execute', { command: 'python3 gen.py' }), FINISH)],
  fails: /gen\.py was to be run, and ended with exit code 1/,
});
