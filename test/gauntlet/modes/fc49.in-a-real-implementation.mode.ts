import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'FC49',
  title: 'in a real implementation this would read the file',
  at: 'executor',
  goal: 'Create util.py with load_config(path), which reads a JSON file and returns its object.',
  executor: [
    attempt(
      call('write_file', {
        path: 'util.py',
        content:
          'def load_config(path):\n    # In a real implementation this would read the file at path.\n    return {"debug": True}\n',
      }),
      finish('It is done.'),
    ),
  ],
  fails: /util\.py: # In a real implementation/,
});
