import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC72',
  title: 'the right file in the wrong folder',
  at: 'executor',
  goal: 'Create src/app.js that logs "app".',
  before: { 'src/index.js': 'require("./app.js");\n' },
  executor: [
    call('write_file', { path: 'src/src/app.js', content: 'console.log("app");\n' }),
    FINISH,
    attempt(call('write_file', { path: 'src/app.js', content: 'console.log("app");\n' }), FINISH),
  ],
  after: { 'src/app.js': 'console.log("app");\n' },
});
