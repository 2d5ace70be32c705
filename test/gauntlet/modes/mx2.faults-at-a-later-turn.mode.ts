import { answer, call } from '#testing';
import { FINISH, HELLO, mode, refusal, WRITE } from '../mode.js';

export default mode({
  id: 'MX2',
  title: 'well for three turns, then an error, an empty answer and a cut',
  at: 'executor',
  executor: [
    call('list_directory'),
    call('glob_find', { pattern: '*' }),
    call('list_directory', { path: '.' }),
    refusal(500, { error: 'llama runner process has terminated' }),
    answer(''),
    { ...answer('I will'), omitEnd: true },
    WRITE,
    FINISH,
  ],
  after: HELLO,
});
