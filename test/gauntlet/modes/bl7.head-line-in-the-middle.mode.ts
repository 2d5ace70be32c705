import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'BL7',
  title: 'the second table is appended with its head line',
  at: 'executor',
  goal: 'Voeg jan.csv en feb.csv samen in kwartaal.csv, met één kopregel.',
  before: { 'jan.csv': 'datum,bedrag\n2026-01-02,10\n', 'feb.csv': 'datum,bedrag\n2026-02-02,20\n' },
  plan: [
    { id: 'jan', description: 'Neem jan.csv over in kwartaal.csv' },
    { id: 'feb', description: 'Voeg de regels van feb.csv toe aan kwartaal.csv', depends_on: ['jan'] },
  ],
  executor: [
    bySubtask({
      jan: attempt(call('shell_execute', { command: 'cp jan.csv kwartaal.csv' }), FINISH),
      feb: attempt(call('shell_execute', { command: 'cat feb.csv >> kwartaal.csv' }), FINISH),
    }),
  ],
  halfway: [{ 'kwartaal.csv': 'datum,bedrag\n2026-01-02,10\n' }],
  fails: /kwartaal\.csv|kopregel|datum,bedrag/,
  mostRequests: 80,
});
