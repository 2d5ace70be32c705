import { call, finish } from '#testing';
import { mode } from '../mode.js';

export default mode({
  id: 'FE22',
  title: 'a namesake was there before, and nothing is written',
  at: 'executor',
  goal: 'Create config.json in the root with an empty object.',
  before: { 'lib/config.json': '{}\n' },
  executor: [call('list_directory'), finish('Created config.json.')],
  fails: /config\.json|no file/,
  mostRequests: 60,
});
