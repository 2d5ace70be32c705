import { mode, refusal } from '../mode.js';

export default mode({
  id: 'SV17',
  title: 'a proxy takes no large bodies',
  at: 'transport',
  own: {},
  executor: [refusal(413, '<html><h1>413 Request Entity Too Large</h1></html>')],
  fails: /413|too large|too long|does not fit|context/i,
  mostRequests: 30,
});
