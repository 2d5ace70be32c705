import { mode, refusal } from '../mode.js';

export default mode({
  id: 'SV14',
  title: 'busy for a day',
  at: 'transport',
  own: {},
  planner: [{ ...refusal(429, { error: { message: 'daily quota used up' } }), headers: { 'retry-after': '86400' } }],
  fails: /quota|busy|24 h|86400/,
  mostRequests: 20,
  limit: 90,
});
