import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BJ25',
  title: 'along with the value that is asked for another one changes',
  at: 'executor',
  goal: 'Set the port to 9090 in app.json.',
  before: { 'app.json': '{\n  "port": 8080,\n  "host": "shop.local",\n  "debug": false\n}\n' },
  executor: [
    attempt(
      call('write_file', {
        path: 'app.json',
        content: '{\n  "port": 9090,\n  "host": "localhost",\n  "debug": true\n}\n',
      }),
      finish('The port is 9090.'),
    ),
  ],
  fails: /host was shop\.local/,
});
