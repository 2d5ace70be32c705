import { call } from '#testing';
import { mode, FINISH } from '../mode.js';

export default mode({
  id: 'WC130',
  title: 'a function added although an older one of its name stays',
  at: 'executor',
  goal: 'In calc.py, make add return the sum of its two arguments.',
  before: { 'calc.py': 'def add(a, b):\n    return a - b\n\n\ndef sub(a, b):\n    return a - b\n' },
  executor: [
    call('edit_file', {
      path: 'calc.py',
      old_str: 'def sub(a, b):',
      new_str: 'def add(a, b):\n    return a + b\n\n\ndef sub(a, b):',
    }),
    FINISH,
    call('write_file', {
      path: 'calc.py',
      content: 'def add(a, b):\n    return a + b\n\n\ndef sub(a, b):\n    return a - b\n',
    }),
    FINISH,
  ],
  after: { 'calc.py': 'def add(a, b):\n    return a + b\n\n\ndef sub(a, b):\n    return a - b\n' },
});
