import { finish } from '#testing';
import { mode, WRITE } from '../mode.js';

export default mode({
  id: 'FC1C',
  title: 'claims a second file that was never written',
  at: 'executor',
  goal: 'Put the greeting into files as described in the notes.',
  executor: [WRITE, finish('Created a.txt and created orders.json with 4 orders.')],
  fails: /orders\.json/,
});
