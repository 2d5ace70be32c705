import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const LETTER =
  'Dear all,\n\nwhat a weekend! We still talk about the lake, the fire and the terrible singing.\n\nThe photos are in the shared album, and Tom promised to add his film.\n\nThank you for everything. See you all again in June!\nLots of love,\nyour friends from number twelve\n';

export default mode({
  id: 'RT54',
  title: 'right work: a letter is signed below its last sentence, and no stop ends it',
  at: 'executor',
  goal: 'Write a thank-you letter to the running club for the trip to the lake, thanks.txt',
  executor: [attempt(call('write_file', { path: 'thanks.txt', content: LETTER }), FINISH)],
  after: { 'thanks.txt': LETTER },
});
