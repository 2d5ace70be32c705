import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

const CALC = 'exports.add = (a, b) => a + b;\n';
const BOTH = `${CALC}exports.sub = (a, b) => a - b;\n`;

export default mode({
  id: 'SC20',
  title: 'reports about the work that nobody asked for are left beside it, and told of as done',
  at: 'executor',
  goal: 'Füge calc.js eine Funktion sub(a, b) hinzu.',
  before: { 'calc.js': CALC },
  executor: [
    attempt(
      call('write_file', { path: 'calc.js', content: BOTH }),
      call('write_file', { path: 'CHANGES_SUMMARY.md', content: '# Changes\n\n- sub\n' }),
      call('write_file', { path: 'IMPLEMENTATION_NOTES.md', content: '# Notes\n\nsub subtracts.\n' }),
      finish('Added sub to calc.js. Created CHANGES_SUMMARY.md and IMPLEMENTATION_NOTES.md with all details.'),
    ),
  ],
  after: { 'calc.js': BOTH },
});
