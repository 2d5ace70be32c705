import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF5C',
  title: 'dialect: a Python list of calls',
  at: 'executor',
  executor: [
    { text: '[write_file(path="a.txt", content="hello\\n")]' },
    { text: "[finish(summary='Wrote a.txt.', status='done')]" },
  ],
  after: HELLO,
});
