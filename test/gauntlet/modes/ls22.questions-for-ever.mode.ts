import { answer, call } from '#testing';
import { mode } from '../mode.js';

export default mode({
  id: 'LS22',
  title: 'asks which folder is meant, again and again, after a look',
  at: 'executor',
  executor: [call('list_directory', {}), answer('Which folder should I put it in?')],
  fails: /a\.txt|no file was changed|question/,
  mostRequests: 40,
});
