import { call } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'FC65',
  title: 'writes one of two files and ends with words, the other when told that it is not there',
  at: 'executor',
  goal: 'Create a.txt with the single line "hello" and b.txt with the single line "hello".',
  executor: [
    WRITE,
    { text: 'a.txt was created successfully.' },
    call('write_file', { path: 'b.txt', content: 'hello\n' }),
    FINISH,
  ],
  after: { ...HELLO, 'b.txt': 'hello\n' },
  check: ({ of, prompt }) => [
    [of('executor').length === 4, 'it all happened in one attempt'],
    [prompt('executor', 2).includes('not there yet: b.txt'), 'the model was told which file is not there'],
  ],
});
