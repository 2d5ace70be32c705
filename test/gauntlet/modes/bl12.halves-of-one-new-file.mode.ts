import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

const LOAD = '# API\n\nload reads the whole file.\n';
const SAVE = '# API\n\nsave writes everything back.\n';

export default mode({
  id: 'BL12',
  title: 'two steps at once make the same new file, and the second writes over the half of the first',
  at: 'executor',
  goal: 'Describe in API.md what load.py and save.py offer.',
  before: { 'load.py': 'def load():\n    return 1\n', 'save.py': 'def save():\n    return 2\n' },
  plan: [
    { id: 'load', description: 'Describe load.py in API.md' },
    { id: 'save', description: 'Describe save.py in API.md' },
  ],
  executor: [
    bySubtask({
      load: attempt(call('write_file', { path: 'API.md', content: LOAD }), FINISH),
      save: attempt(call('write_file', { path: 'API.md', content: SAVE }), FINISH),
    }),
  ],
  halfway: [{ 'API.md': LOAD }, { 'API.md': SAVE }],
  fails: /API\.md/,
  mostRequests: 100,
});
