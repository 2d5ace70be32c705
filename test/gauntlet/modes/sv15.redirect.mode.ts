import { mode } from '../mode.js';

export default mode({
  id: 'SV15',
  title: 'sends the client elsewhere',
  at: 'transport',
  own: {},
  planner: [{ status: 302, headers: { location: '/login' }, chunks: [''] }],
  fails: /302|login|redirect|404|base_url|no chat/i,
  mostRequests: 30,
});
