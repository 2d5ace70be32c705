import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE89',
  title: 'a setting is written a second time instead of being changed',
  at: 'executor',
  goal: 'set LOG_LEVEL to debug and DB_PORT to 6432 in .env.example',
  before: { '.env.example': 'DB_HOST=db\nDB_PORT=5432\nLOG_LEVEL=info\n' },
  executor: [
    attempt(
      call('read_file', { path: '.env.example' }),
      call('shell_execute', { command: 'echo "LOG_LEVEL=debug" >> .env.example; echo "DB_PORT=6432" >> .env.example' }),
      FINISH,
    ),
  ],
  fails: /sets (?:LOG_LEVEL|DB_PORT) twice/,
  mostRequests: 80,
});
