import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'OS7',
  title: 'a word that was to be replaced as a word is replaced within longer ones',
  at: 'executor',
  goal: 'In law.txt replace "state" with "county", but only as a whole word: "estate" must stay.',
  before: { 'law.txt': 'The state decides.\nHer estate is in this state.\n' },
  executor: [attempt(call('shell_execute', { command: "sed -i 's/state/county/g' law.txt" }), FINISH)],
  fails: /law\.txt/,
  mostRequests: 60,
});
