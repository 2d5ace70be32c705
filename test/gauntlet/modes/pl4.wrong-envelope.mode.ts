import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'PL4',
  title: 'a bare list with other field names',
  at: 'planner',
  planner: [{ text: '[{"step":1,"task":"Create a.txt with the single line hello.","dependencies":"none"}]' }],
  after: HELLO,
  check: ({ of }) => [[of('planner').length === 1, 'the planner was asked again']],
});
