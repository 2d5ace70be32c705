import { answer } from '#testing';
import { HELLO, mode, refusal, WRITE } from '../mode.js';

export default mode({
  id: 'RT10',
  title: 'harmony tokens in the text, and a header the server cannot read',
  at: 'transport',
  executor: [
    refusal(500, { error: 'unexpected tokens remaining in message header: ["to=functions.bash"]' }),
    WRITE,
    answer('<|channel|>final<|message|>Done: the file is there.'),
  ],
  after: HELLO,
});
