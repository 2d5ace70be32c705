import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'NB3',
  title: 'the only call is of a tool that is not there, so that what was to go into a file is told nobody',
  at: 'executor',
  goal: 'Tell customers about the new hour, 9 to 17, in news.md.',
  before: { 'news.md': '# News\n' },
  executor: [attempt(call('notify_customers', { text: 'We are open from 9 to 17.' }), FINISH)],
  after: { 'news.md': '# News\n\nWe are open from 9 to 17.\n' },
  fails: /no file was changed/,
});
