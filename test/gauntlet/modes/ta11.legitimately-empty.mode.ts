import { call, finish } from '#testing';
import { mode } from '../mode.js';

export default mode({
  id: 'TA11',
  title: 'a file that is meant to be empty',
  at: 'executor',
  goal: 'Create the package pkg with an empty pkg/__init__.py.',
  executor: [call('write_file', { path: 'pkg/__init__.py', content: '' }), finish('Created pkg/__init__.py.')],
  after: { 'pkg/__init__.py': '' },
  mostRequests: 7,
});
