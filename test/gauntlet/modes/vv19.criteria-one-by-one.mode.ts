import { answer } from '#testing';
import { mode, WORK } from '../mode.js';

export default mode({
  id: 'VV19',
  title: 'one verdict for each criterion and none for the whole',
  at: 'verifier',
  executor: [WORK],
  verifier: [
    answer(
      '[{"criterion":"a.txt is there","passed":true},{"criterion":"it holds hello","passed":false,"issue":"it holds something else"}]',
    ),
  ],
  fails: /no verifier could say|something else/i,
  mostRequests: 60,
});
