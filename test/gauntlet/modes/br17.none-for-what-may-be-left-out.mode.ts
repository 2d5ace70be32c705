import { call, type SeenRequest } from '#testing';
import { honest } from '../honest.js';
import { FINISH, mode } from '../mode.js';

const successes = ({ messages }: SeenRequest): number =>
  messages.filter(({ role, content }) => role === 'tool' && content.includes('"success":true')).length;

export default mode({
  id: 'BR17',
  title: 'optional numbers as "None" and null, again and again until the file is read',
  at: 'executor',
  goal: 'Change the color to blue in notes.txt.',
  before: { 'notes.txt': 'color: red\nsize: 3\n' },
  executor: [
    (request) => {
      const done = successes(request);
      if (done === 0) return call('read_file', { path: 'notes.txt', line_start: 'None', line_end: null });
      return done === 1
        ? call('edit_file', { path: 'notes.txt', old_str: 'color: red', new_str: 'color: blue' })
        : FINISH;
    },
  ],
  verifier: [honest({ work: ['+color: blue'] })],
  after: { 'notes.txt': 'color: blue\nsize: 3\n' },
});
