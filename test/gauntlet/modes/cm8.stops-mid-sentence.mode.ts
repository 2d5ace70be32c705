import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'CM8',
  title: 'a text that was to be shortened stops in the middle of a sentence',
  at: 'executor',
  goal: 'Shorten bio.txt to at most 40 words. Keep the birth year, the instrument and the band.',
  before: {
    'bio.txt':
      'Maria Stone was born in 1984 in a small town by the sea. She has played the cello since she was six, and studied music in Leeds and Vienna for many years. Today she plays all over the country with her own band, the Northern Strings.\n',
  },
  executor: [
    attempt(
      call('write_file', {
        path: 'bio.txt',
        content:
          'Maria Stone, born in 1984, has played the cello since she was six. After years in Leeds and Vienna she plays with the Northern Strings all over',
      }),
      FINISH,
    ),
  ],
  fails: /stops in the middle/,
});
