import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const APP = "exports.done = () => 'recieved';\n";
const TEST = "const { done } = require('../src/app.js');\nrequire('assert').equal(done(), 'recieved');\n";
const right = (text: string): string => text.replace('recieved', 'received');
const edit = (path: string) => call('edit_file', { path, old_str: 'recieved', new_str: 'received' });
export default mode({
  id: 'WC197',
  title: 'right work: a word mended in code and in the test that speaks of it',
  at: 'executor',
  goal: 'Fix the spelling of "recieved" in src/app.js.',
  before: { 'src/app.js': APP, 'test/app.test.js': TEST },
  executor: [attempt(edit('src/app.js'), edit('test/app.test.js'), FINISH)],
  after: { 'src/app.js': right(APP), 'test/app.test.js': right(TEST) },
});
