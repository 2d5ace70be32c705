import { mode, refusal } from '../mode.js';

export default mode({
  id: 'SV12',
  title: 'the model does not exist',
  at: 'transport',
  own: {},
  planner: [refusal(404, { error: "model 'scripted' not found" })],
  fails: /no model "scripted"/,
});
