import { answer } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'RT12',
  title: 'thoughts between marks of their own',
  at: 'verifier',
  verifier: [
    answer(
      '\u25c1think\u25b7Perhaps {"passed": false, "issues": ["no"]}\u25c1/think\u25b7{"passed": true, "issues": [], "confidence": 0.9, "suggestion": ""}',
    ),
  ],
  after: HELLO,
  mostRequests: 7,
});
