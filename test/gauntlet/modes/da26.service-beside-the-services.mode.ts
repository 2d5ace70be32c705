import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'DA26',
  title: 'a service is added beside the services instead of among them',
  at: 'executor',
  goal: 'Add a service cache with the image redis:7 to the services in docker-compose.yml.',
  before: { 'docker-compose.yml': 'services:\n  web:\n    image: nginx:1.27\n    ports:\n      - "80:80"\n' },
  executor: [
    attempt(
      call('read_file', { path: 'docker-compose.yml' }),
      call('write_file', {
        path: 'docker-compose.yml',
        content: 'services:\n  web:\n    image: nginx:1.27\n    ports:\n      - "80:80"\n\ncache:\n  image: redis:7\n',
      }),
      FINISH,
    ),
  ],
  fails: /compose|cache|services/,
  mostRequests: 80,
});
