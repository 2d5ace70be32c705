import { mode } from '../mode.js';

export default mode({
  id: 'LS26',
  title: 'the model refuses the work in every turn',
  at: 'executor',
  executor: [{ text: "I'm sorry, but I can't assist with that request." }],
  fails: /sorry|refus|without|no tool|nothing|answer|act/i,
});
