import { plan } from '#testing';
import { HELLO, mode, refusal } from '../mode.js';

export default mode({
  id: 'RT5',
  title: 'the model does not take the switch for thinking',
  at: 'transport',
  own: { model: { think: true } },
  planner: [
    ({ body }) =>
      'think' in body || 'chat_template_kwargs' in body
        ? refusal(400, { error: '"scripted" does not support thinking' })
        : plan([{ id: 'a', description: 'Create a.txt with the single line "hello".' }]),
  ],
  after: HELLO,
});
