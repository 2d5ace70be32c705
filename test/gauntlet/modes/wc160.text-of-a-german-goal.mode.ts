import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC160',
  title: 'writes another text than a goal in another language demands',
  at: 'executor',
  goal: 'Erstelle gruss.txt mit der einzigen Zeile "Guten Morgen".',
  executor: [attempt(call('write_file', { path: 'gruss.txt', content: 'Good morning\n' }), FINISH)],
  fails: /Guten Morgen/,
  mostRequests: 60,
});
