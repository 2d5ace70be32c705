import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'SV22',
  title: 'an empty answer with status 400 while a model is swapped, then well',
  at: 'transport',
  executor: [{ status: 400, errorBody: '' }, WRITE, FINISH],
  after: HELLO,
});
