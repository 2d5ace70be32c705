import { call } from '#testing';
import { mode, refusal } from '../mode.js';

export default mode({
  id: 'MX8',
  title: 'the model is unloaded in the middle of the work',
  at: 'transport',
  own: {},
  executor: [call('list_directory'), refusal(404, { error: "model 'scripted' not found, try pulling it first" })],
  fails: /scripted/,
  mostRequests: 20,
});
