import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const NOTE =
  'Dear team,\n\nafter six years it is time for me to say goodbye to all of you.\n\nI have learned more here than anywhere else, and I will miss our lunches.\n\nYours,\nKim\n\nP.S. the plant on my desk needs water only once a week\n';

export default mode({
  id: 'RT55',
  title: 'right work: a note ends with a P.S. that no stop ends',
  at: 'executor',
  goal: 'farewell note to the team, bye.md, with a PS about the plant',
  executor: [attempt(call('write_file', { path: 'bye.md', content: NOTE }), FINISH)],
  after: { 'bye.md': NOTE },
});
