import { answer } from '#testing';
import { HELLO, mode, WRITE, FINISH } from '../mode.js';

export default mode({
  id: 'TF75',
  title: 'a call in markup of which nothing is closed',
  at: 'executor',
  executor: [
    answer('I make it.\n\n<function=write_file>\n<parameter=path> a.txt\n<parameter=content> hello'),
    WRITE,
    FINISH,
  ],
  after: HELLO,
  check: ({ prompt }) => [[/not closed/.test(prompt('executor', 1)), 'the model is not told what is missing']],
});
