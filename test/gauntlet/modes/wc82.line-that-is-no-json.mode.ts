import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC82',
  title: 'a line of JSONL that is no JSON',
  at: 'executor',
  goal: 'Create events.jsonl with two events.',
  executor: [
    attempt(
      call('write_file', { path: 'events.jsonl', content: '{"id": 1, "type": "open"}\n{"id": 2, "type": clo}\n' }),
      FINISH,
    ),
  ],
  fails: /events\.jsonl/,
});
