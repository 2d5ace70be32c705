import { mode, refusal } from '../mode.js';

export default mode({
  id: 'SV6',
  title: 'the key is refused',
  at: 'transport',
  own: {},
  planner: [refusal(401, { error: { message: 'Incorrect API key provided' } })],
  fails: /refuses the key/,
});
