import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'FC50',
  title: 'a text under the name of a picture',
  at: 'executor',
  goal: 'Create logo.png, one red pixel.',
  executor: [
    attempt(call('write_file', { path: 'logo.png', content: 'PNG image: one red pixel\n' }), finish('It is done.')),
  ],
  fails: /logo\.png/,
});
