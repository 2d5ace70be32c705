import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC103',
  title: 'settings lose a key on their way to JSON',
  at: 'executor',
  goal: 'Convert config.yaml to config.json.',
  before: { 'config.yaml': 'server:\n  port: 80\n  host: localhost\nlog: debug\n' },
  executor: [
    attempt(
      call('write_file', { path: 'config.json', content: '{ "server": { "port": 80 }, "log": "debug" }\n' }),
      FINISH,
    ),
  ],
  fails: /host/,
  mostRequests: 60,
});
