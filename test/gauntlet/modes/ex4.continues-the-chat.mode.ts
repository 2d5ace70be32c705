import { answer } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'EX4',
  title: 'goes on with the work instead of extracting',
  at: 'extractor',
  extractor: [answer('Sure, next I will add tests.')],
  after: HELLO,
  check: ({ of, memory }) => [
    [memory.length === 0, 'the chat was stored'],
    [
      of('extractor')[0]?.messages.every(({ role }) => role === 'system' || role === 'user') === true,
      'the transcript was not sent as data',
    ],
  ],
});
