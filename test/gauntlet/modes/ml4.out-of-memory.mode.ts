import { mode, refusal } from '../mode.js';

export default mode({
  id: 'ML4',
  title: 'the model does not fit the memory',
  at: 'transport',
  own: {},
  planner: [refusal(500, { error: 'model requires more system memory (11.3 GiB) than is available (8.1 GiB)' })],
  fails: /11\.3 GiB/,
  mostRequests: 6,
});
