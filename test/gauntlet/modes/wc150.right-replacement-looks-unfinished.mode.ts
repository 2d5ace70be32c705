import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC150',
  title: 'the text that is put in looks like work left to do, and is what was asked for',
  at: 'executor',
  goal: 'Replace every "TODO" in a.md with "TODO(me)".',
  before: { 'a.md': '# List\n\nTODO\n\nTODO: the rest\n' },
  executor: [
    attempt(call('write_file', { path: 'a.md', content: '# List\n\nTODO(me)\n\nTODO(me): the rest\n' }), FINISH),
  ],
  after: { 'a.md': '# List\n\nTODO(me)\n\nTODO(me): the rest\n' },
});
