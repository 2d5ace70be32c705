import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'RT30',
  title: 'right work: a later step lowers a price of the goal, as the goal says in German',
  at: 'executor',
  goal: 'Schreibe angebot.md über 20 Stühle zu je 45.50 Euro. Danach soll der Stückpreis um ein Zehntel sinken.',
  before: {},
  plan: [
    { id: 'write', description: 'Angebot über 20 Stühle in angebot.md schreiben' },
    { id: 'lower', description: 'Den Stückpreis in angebot.md um ein Zehntel senken', depends_on: ['write'] },
  ],
  executor: [
    bySubtask({
      write: attempt(
        call('write_file', { path: 'angebot.md', content: '# Angebot\n\n20 Stühle zu je 45.50 Euro.\n' }),
        FINISH,
      ),
      lower: attempt(
        call('write_file', { path: 'angebot.md', content: '# Angebot\n\n20 Stühle zu je 40.95 Euro.\n' }),
        FINISH,
      ),
    }),
  ],
  after: { 'angebot.md': '# Angebot\n\n20 Stühle zu je 40.95 Euro.\n' },
  mostRequests: 120,
});
