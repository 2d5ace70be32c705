import { mode, HELLO } from '../mode.js';

export default mode({
  id: 'BJ23',
  title: 'a verdict in literals of Python, with a remark behind one',
  at: 'verifier',
  verifier: [{ text: "{'passed': True, 'issues': [], 'confidence': 0.9,  # all of it is there\n 'suggestion': None}" }],
  after: HELLO,
});
