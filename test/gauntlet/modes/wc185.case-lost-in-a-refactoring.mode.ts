import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const CHAIN = `export function cost(kind, kg) {
  if (kind === 'letter') return 0.85;
  if (kind === 'parcel') return 4.99 + 0.5 * kg;
  if (kind === 'express') return 12.5 + 1.2 * kg;
  throw new Error('unknown kind: ' + kind);
}
`;
const TABLE = `const RATES = {
  letter: () => 0.85,
  parcel: (kg) => 4.99 + 0.5 * kg,
  express: (kg) => 12.5 + 1.2 * kg,
};

export function cost(kind, kg) {
  const rate = RATES[kind];
  if (rate === undefined) throw new Error('unknown kind: ' + kind);
  return rate(kg);
}
`;
export default mode({
  id: 'WC185',
  title: 'a refactoring that loses a case',
  at: 'executor',
  goal: 'Refactor the if chain in src/shipping.js into a lookup table called RATES. What cost() returns must stay the same for every kind.',
  before: { 'src/shipping.js': CHAIN },
  executor: [
    attempt(
      call('read_file', { path: 'src/shipping.js' }),
      call('write_file', { path: 'src/shipping.js', content: TABLE.replace(/.*express.*\n/, '') }),
      FINISH,
    ),
  ],
  after: { 'src/shipping.js': TABLE },
  fails: /"express" in src\/shipping\.js/,
});
