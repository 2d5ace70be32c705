import { call, turnOf } from '#testing';
import { honest, succeeded } from '../honest.js';
import { FINISH, mode } from '../mode.js';

const FROM = '    return 0.16';
const TO = '    return 0.19';

export default mode({
  id: 'BT15',
  title: 'refused as ambiguous, it replaces each occurrence',
  at: 'executor',
  goal: 'In rates.py let vat() return 0.19. Leave reduced() as it is.',
  before: { 'rates.py': 'def vat():\n    return 0.16\n\n\ndef reduced():\n    return 0.16\n' },
  executor: [
    (request) => {
      if (succeeded(request)) return FINISH;
      if (turnOf(request) === 0) return call('edit_file', { path: 'rates.py', old_str: FROM, new_str: TO });
      if (turnOf(request) === 1)
        return call('edit_file', { path: 'rates.py', old_str: FROM, new_str: TO, replace_all: true });
      return call('shell_execute', { command: "sed -i 's/0\\.16/0.19/' rates.py" });
    },
  ],
  verifier: [honest({ work: ['+    return 0.19'] })],
  after: { 'rates.py': 'def vat():\n    return 0.19\n\n\ndef reduced():\n    return 0.16\n' },
  fails: /rates\.py|reduced/,
});
