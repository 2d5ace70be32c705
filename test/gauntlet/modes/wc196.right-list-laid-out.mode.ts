import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const LIST = '[\n  {\n    "name": "Ann",\n    "age": 31\n  }\n]\n';
export default mode({
  id: 'WC196',
  title: 'right work: a list whose layout is told with a number',
  at: 'executor',
  goal: 'Write people.json: a list of objects with name and age, indented by two spaces. It holds Ann, who is 31.',
  executor: [attempt(call('write_file', { path: 'people.json', content: LIST }), FINISH)],
  after: { 'people.json': LIST },
});
