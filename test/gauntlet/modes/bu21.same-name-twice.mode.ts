import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'BU21',
  title: 'seven different names, and two of them are the same',
  at: 'executor',
  goal: 'Create names.txt with exactly seven different first names, one a line, in alphabetical order.',
  executor: [
    attempt(call('write_file', { path: 'names.txt', content: 'Anna\nBen\nClara\nDora\nEmil\nEmil\nFritz\n' }), FINISH),
  ],
  fails: /names\.txt|different|twice|Emil/,
});
