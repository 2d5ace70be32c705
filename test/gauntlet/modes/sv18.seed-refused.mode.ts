import { accept } from '#testing';
import { HELLO, mode, refusal } from '../mode.js';

export default mode({
  id: 'SV18',
  title: 'a parameter that the server does not know',
  at: 'transport',
  own: {},
  protocols: ['openai'],
  verifier: [
    ({ body }) =>
      'seed' in body
        ? refusal(400, {
            error: { message: "Unsupported parameter: 'seed' is not supported with this model.", param: 'seed' },
          })
        : accept(),
  ],
  after: HELLO,
});
