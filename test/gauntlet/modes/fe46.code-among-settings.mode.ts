import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE46',
  title: 'code where settings belong',
  at: 'executor',
  goal: 'Create .env with PORT=8080.',
  executor: [
    attempt(
      call('write_file', {
        path: '.env',
        content: 'import os\n\ndef load():\n    os.environ["PORT"] = "8080"\n\nPORT=8080\n',
      }),
      FINISH,
    ),
  ],
  after: { '.env': 'PORT=8080\n' },
  fails: /\.env/,
});
