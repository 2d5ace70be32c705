import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'CX12',
  title: 'the goal alone does not fit the window',
  at: 'planner',
  goal: `Create a.txt with the single line "hello". ${'Mind every word of this note, it is long. '.repeat(420)}`,
  own: { contextWindow: 4096 },
  after: HELLO,
  fails: /tokens/,
});
