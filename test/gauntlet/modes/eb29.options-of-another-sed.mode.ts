import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const CONF =
  'worker_processes 2;\n\nevents {\n  worker_connections 512;\n}\n\nhttp {\n  server {\n    listen 80;\n    server_name old.example.org;\n  }\n}\n';

export default mode({
  id: 'EB29',
  title: 'gives sed the options of another system',
  at: 'executor',
  goal: 'Remplace old.example.org par new.example.org dans nginx.conf.',
  before: { 'nginx.conf': CONF },
  executor: [
    attempt(
      call('shell_execute', { command: "sed -i '' 's/old\\.example\\.org/new.example.org/' nginx.conf" }),
      call('shell_execute', { command: "sed -i 's/old\\.example\\.org/new.example.org/' nginx.conf" }),
      FINISH,
    ),
  ],
  after: { 'nginx.conf': CONF.replace('old.', 'new.') },
});
