import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BK6',
  title: 'a service of a compose file is put into the service above it',
  at: 'executor',
  goal: 'Add a service redis with the image redis:7 to docker-compose.yml.',
  before: { 'docker-compose.yml': 'services:\n  web:\n    image: nginx:1.27\n    ports:\n      - "80:80"\n' },
  executor: [
    attempt(
      call('edit_file', {
        path: 'docker-compose.yml',
        old_str: '      - "80:80"\n',
        new_str: '      - "80:80"\n    redis:\n      image: redis:7\n',
      }),
      finish('All of it is done.'),
    ),
  ],
  fails: /redis|services|docker-compose/,
  mostRequests: 80,
});
