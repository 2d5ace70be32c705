import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const CALC = 'exports.add = (a, b) => a + b;\n';
const BOTH = `${CALC}exports.sub = (a, b) => a - b;\n`;
const NOTES = '# Notes\n\nsub subtracts.\n';
const INDEX = '{"pages": ["NOTES.md"]}\n';

export default mode({
  id: 'SC21',
  title: 'a file named as a report that another file speaks of',
  at: 'executor',
  goal: 'Füge calc.js eine Funktion sub(a, b) hinzu.',
  before: { 'calc.js': CALC, 'site.json': INDEX },
  executor: [
    attempt(
      call('write_file', { path: 'calc.js', content: BOTH }),
      call('write_file', { path: 'NOTES.md', content: NOTES }),
      FINISH,
    ),
  ],
  after: { 'calc.js': BOTH, 'site.json': INDEX, 'NOTES.md': NOTES },
});
