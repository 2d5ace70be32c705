import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE47',
  title: 'placeholders where values belong',
  at: 'executor',
  goal: 'Create contact.json with the keys name and email for Ann Lee, ann@lee.example.',
  executor: [
    attempt(
      call('write_file', {
        path: 'contact.json',
        content: '{\n  "name": "<NAME>",\n  "email": "your-email@example.com"\n}\n',
      }),
      FINISH,
    ),
  ],
  fails: /contact\.json/,
});
