import { HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'RT20',
  title: 'after the work only thoughts come, no word and no call',
  at: 'executor',
  executor: [WRITE, { thinking: 'The file has been written. The task is complete, so I can stop here.', text: '' }],
  after: HELLO,
});
