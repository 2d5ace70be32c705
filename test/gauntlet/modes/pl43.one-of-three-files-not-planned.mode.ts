import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'PL43',
  title: 'one of three files is in no step of the plan',
  at: 'planner',
  goal: 'Write greetings: en.txt with "hello", de.txt with "hallo" and fr.txt with "bonjour", one line each.',
  plan: [
    { id: 'en', description: 'Create en.txt with the line hello' },
    { id: 'de', description: 'Create de.txt with the line hallo' },
  ],
  executor: [
    bySubtask({
      en: attempt(call('write_file', { path: 'en.txt', content: 'hello\n' }), FINISH),
      de: attempt(call('write_file', { path: 'de.txt', content: 'hallo\n' }), FINISH),
    }),
  ],
  after: { 'en.txt': 'hello\n', 'de.txt': 'hallo\n', 'fr.txt': 'bonjour\n' },
  fails: /fr\.txt/,
});
