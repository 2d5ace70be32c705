import { HELLO, mode } from '../mode.js';

const plan = `{'subtasks':[{'id':1,'description':'Create a.txt with the single line "hello".','critical':True,'note':None,},], // done
}`;

export default mode({
  id: 'PL2',
  title: 'near-JSON: single quotes, Python words, trailing commas, a comment',
  at: 'planner',
  planner: [{ text: plan }],
  after: HELLO,
  check: ({ of }) => [[of('planner').length === 1, 'the planner was asked again']],
});
