import { answer } from '#testing';
import { mode } from '../mode.js';

export default mode({
  id: 'LS5',
  title: 'nothing but empty answers',
  at: 'executor',
  executor: [answer('')],
  fails: /empty answers/,
  mostRequests: 40,
});
