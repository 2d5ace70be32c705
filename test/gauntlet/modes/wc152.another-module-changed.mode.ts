import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC152',
  title: 'works on another module than the one named',
  at: 'executor',
  goal: 'Improve the error handling of load.py.',
  before: {
    'load.py': 'def load(path):\n    return open(path).read()\n',
    'save.py': 'def save(path, text):\n    open(path, "w").write(text)\n',
  },
  executor: [
    attempt(
      call('write_file', {
        path: 'save.py',
        content: 'def save(path, text):\n    with open(path, "w") as file:\n        file.write(text)\n',
      }),
      FINISH,
    ),
  ],
  fails: /load\.py/,
  mostRequests: 60,
});
