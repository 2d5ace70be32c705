import { mode } from '../mode.js';

export default mode({
  id: 'VV7',
  title: 'thinks up to the limit and gives no verdict',
  at: 'verifier',
  verifier: [{ thinking: 'Let me look at the criteria one by one.', text: '', finish: 'length' }],
  fails: /no verifier could say/i,
  check: ({ of }) => [
    [
      of('verifier').some(
        ({ body }) => body['think'] === false || JSON.stringify(body).includes('enable_thinking":false'),
      ),
      'thinking was not switched off',
    ],
  ],
});
