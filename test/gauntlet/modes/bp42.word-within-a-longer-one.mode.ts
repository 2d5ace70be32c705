import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BP42',
  title: 'a word is replaced within a longer one, too',
  at: 'executor',
  goal: 'In pets.txt replace the word "cat" with "dog".',
  before: { 'pets.txt': 'The cat sleeps.\nIts category is small.\n' },
  executor: [
    attempt(call('shell_execute', { command: "sed -i 's/cat/dog/g' pets.txt" }), finish('All of it is done.')),
  ],
  fails: /pets\.txt/,
});
