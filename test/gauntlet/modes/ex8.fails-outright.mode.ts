import { HELLO, mode, refusal } from '../mode.js';

export default mode({
  id: 'EX8',
  title: 'the extractor cannot be asked',
  at: 'extractor',
  extractor: [refusal(400, { error: 'bad request of an unknown kind' })],
  after: HELLO,
  check: ({ events }) => [[events.some(({ type }) => type === 'memory_incomplete'), 'the log does not tell it']],
});
