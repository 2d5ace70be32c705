import { call, turnOf } from '#testing';
import { honest, succeeded } from '../honest.js';
import { FINISH, mode } from '../mode.js';

const section = (name: string, host: string, timeout = 30): string =>
  `[${name}]\nhost = "${host}"\ntimeout = ${timeout}\n`;
const edit = (more: object, old_str = 'timeout = 30', new_str = 'timeout = 60'): ReturnType<typeof call> =>
  call('edit_file', { path: 'app.toml', old_str, new_str, ...more });

export default mode({
  id: 'BV10',
  title: 'the text to replace stands three times, and the model asks for all of them to get past the error',
  at: 'executor',
  goal: 'In app.toml set the timeout of the section db to 60 and leave the other sections as they are.',
  before: { 'app.toml': section('web', 'a') + section('db', 'b') + section('mail', 'c') },
  executor: [
    (request) => {
      const turn = turnOf(request);
      if (turn === 0) return call('read_file', { path: 'app.toml' });
      if (turn === 1) return edit({});
      if (succeeded(request)) return FINISH;
      if (turn === 2) return edit({ replace_all: true });
      return edit({}, '[db]\nhost = "b"\ntimeout = 30', '[db]\nhost = "b"\ntimeout = 60');
    },
  ],
  verifier: [honest({ work: ['+timeout = 60'] })],
  after: { 'app.toml': section('web', 'a') + section('db', 'b', 60) + section('mail', 'c') },
});
