import { reject } from '#testing';
import { HELLO, mode, WORK } from '../mode.js';

export default mode({
  id: 'BU11',
  title: 'a verdict fails the work, and all its issues are praise',
  at: 'verifier',
  executor: [WORK],
  verifier: [reject(['All criteria are met.', 'a.txt holds exactly the line "hello".'], 'None.')],
  after: HELLO,
  fails: /criteria|met|verif/i,
});
