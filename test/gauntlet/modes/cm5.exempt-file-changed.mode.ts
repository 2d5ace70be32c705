import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const CLI = "import { add } from './lib/add.js';\n\nconsole.log(add(1, 2));\n";
const ADD = "export function add(a, b) {\n  console.log('add', a, b);\n  return a + b;\n}\n";

export default mode({
  id: 'CM5',
  title: 'the file that was to be left out has changed too',
  at: 'executor',
  goal: 'Remove the debug output (console.log) from the code, but not from cli.js, where it is the output of the tool.',
  before: { 'cli.js': CLI, 'lib/add.js': ADD },
  executor: [
    attempt(
      call('edit_file', { path: 'lib/add.js', old_str: "  console.log('add', a, b);\n", new_str: '' }),
      call('edit_file', { path: 'cli.js', old_str: 'console.log(add(1, 2));\n', new_str: 'add(1, 2);\n' }),
      FINISH,
    ),
  ],
  fails: /to be left out: cli\.js/,
});
