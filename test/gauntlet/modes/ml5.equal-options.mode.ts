import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'ML5',
  title: 'options that differ would load the model anew for each role',
  at: 'transport',
  protocols: ['ollama'],
  own: {},
  after: HELLO,
  check: ({ requests }) => [
    [
      new Set(requests.map(({ body }) => JSON.stringify((body['options'] as Record<string, unknown>)['num_ctx'])))
        .size === 1,
      'num_ctx differs',
    ],
    [requests.every(({ body }) => body['keep_alive'] !== undefined), 'keep_alive is not sent'],
  ],
});
