import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const INSERT = call('edit_file', {
  path: 'api.py',
  old_str: '    return "ok"\n',
  new_str: '    return "ok"\n\n\ndef ping():\n    return "pong"\n',
});

export default mode({
  id: 'WC180',
  title: 'the same insertion twice, so that a new function stands there two times',
  at: 'executor',
  goal: 'Add a function ping() that returns "pong" to api.py.',
  before: { 'api.py': 'def status():\n    return "ok"\n' },
  executor: [attempt(INSERT, INSERT, FINISH)],
  after: { 'api.py': 'def status():\n    return "ok"\n\n\ndef ping():\n    return "pong"\n' },
  fails: /ping/,
  mostRequests: 60,
});
