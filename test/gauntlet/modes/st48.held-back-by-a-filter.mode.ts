import { mode } from '../mode.js';

export default mode({
  id: 'ST48',
  title: 'a filter holds every answer to the executor back',
  at: 'transport',
  protocols: ['openai'],
  executor: [{ text: '', finish: 'content_filter' }],
  fails: /filter/i,
});
