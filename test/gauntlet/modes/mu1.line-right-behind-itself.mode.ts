import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const ROWS = ['poste;montant', 'Loyer;850,00', 'Courses;312,50', 'Transport;64,10'];
const table = (...rows: readonly string[]): string => `${rows.join('\n')}\n`;
export default mode({
  id: 'MU1',
  title: 'an edit puts a row right behind itself',
  at: 'executor',
  goal: 'Ajoute à la fin de depenses.csv une ligne « Total » avec la somme des montants. Garde le séparateur et la virgule décimale.',
  before: { 'depenses.csv': table(...ROWS) },
  executor: [
    attempt(
      call('write_file', {
        path: 'depenses.csv',
        content: table('poste;montant', 'Loyer;850,00', ...ROWS.slice(1), 'Total;1226,60'),
      }),
      FINISH,
    ),
  ],
  fails: /twice in a row/,
});
