import { reject } from '#testing';
import { HELLO, mode, WORK } from '../mode.js';

export default mode({
  id: 'EB20',
  title: 'refuses right work for a file that belongs to another story',
  at: 'verifier',
  executor: [WORK],
  verifier: [reject('src/billing/invoice.py is missing', 'Create src/billing/invoice.py.')],
  after: HELLO,
  fails: /invoice\.py/,
});
