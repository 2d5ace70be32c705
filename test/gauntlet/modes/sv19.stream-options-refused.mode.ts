import { plan } from '#testing';
import { HELLO, mode, refusal } from '../mode.js';

export default mode({
  id: 'SV19',
  title: 'extra fields are forbidden',
  at: 'transport',
  own: {},
  protocols: ['openai'],
  planner: [
    ({ body }) =>
      'stream_options' in body
        ? refusal(422, {
            detail: [
              { loc: ['body', 'stream_options'], msg: 'Extra inputs are not permitted', type: 'extra_forbidden' },
            ],
          })
        : plan([{ id: 'work', description: 'Create a.txt with the single line "hello".' }]),
  ],
  after: HELLO,
});
