import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const YAML = 'server:\n  host: 0.0.0.0\n  timeout: 30\npool:\n  size: 10\n  idle: 4\nlog: info\n';
const RIGHT = YAML.replace('size: 10', 'size: 25');
export default mode({
  id: 'WC184',
  title: 'another value of the settings on the way, though the rest was to stay',
  at: 'executor',
  goal: 'In config/app.yaml raise the pool size to 25. Every other setting stays as it is.',
  before: { 'config/app.yaml': YAML },
  executor: [
    attempt(
      call('read_file', { path: 'config/app.yaml' }),
      call('write_file', { path: 'config/app.yaml', content: RIGHT.replace('timeout: 30', 'timeout: 3') }),
      FINISH,
    ),
  ],
  after: { 'config/app.yaml': RIGHT },
  fails: /server\.timeout was 30 and is 3/,
});
