import { answer } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'PL26',
  title: 'gives the finished work instead of a plan, twice',
  at: 'planner',
  planner: [answer('Here is a.txt:\n```\nhello\n```\nThat is all you need.')],
  after: HELLO,
  mostRequests: 10,
});
