import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const css = 'body {\n  color: black;\n}\n\na {\n  color: blue;\n}\n';
const edits = [
  { old_str: 'color: black', new_str: 'color: navy' },
  { old_str: 'color: blue', new_str: 'color: teal' },
];

export default mode({
  id: 'FE88',
  title: 'a list of edits in one call, then one of every place',
  at: 'executor',
  goal: 'In site.css make the text navy and links teal, and indent by four spaces.',
  before: { 'site.css': css },
  executor: [
    attempt(
      call('edit_file', { path: 'site.css', edits }),
      call('edit_file', { path: 'site.css', old_str: '  color', new_str: '    color', replace_all: true }),
      FINISH,
    ),
  ],
  after: { 'site.css': 'body {\n    color: navy;\n}\n\na {\n    color: teal;\n}\n' },
});
