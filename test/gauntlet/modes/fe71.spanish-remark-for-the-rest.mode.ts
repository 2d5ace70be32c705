import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE71',
  title: 'the rest of the file is left out with a remark in Spanish, for a goal that says "set"',
  at: 'executor',
  goal: 'Set LIMIT to 20 in conf.py.',
  before: { 'conf.py': 'LIMIT = 10\nNAME = "x"\n\n\ndef load():\n    return NAME\n' },
  executor: [
    attempt(
      call('write_file', { path: 'conf.py', content: 'LIMIT = 20\n# ... el resto del código permanece igual ...\n' }),
      FINISH,
    ),
  ],
  fails: /leaves out code/,
  mostRequests: 60,
});
