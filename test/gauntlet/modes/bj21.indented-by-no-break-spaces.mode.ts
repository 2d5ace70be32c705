import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BJ21',
  title: 'YAML that is indented by no-break spaces',
  at: 'executor',
  goal: 'Create app.yaml with the key level of log set to debug.',
  before: {},
  executor: [
    attempt(
      call('write_file', { path: 'app.yaml', content: 'log:\n\u00a0\u00a0level: debug\n' }),
      finish('All of it is done.'),
    ),
  ],
  after: { 'app.yaml': 'log:\n  level: debug\n' },
});
