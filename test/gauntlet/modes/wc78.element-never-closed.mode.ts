import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC78',
  title: 'XML with an element that is never closed',
  at: 'executor',
  goal: 'Create config.xml with a server on port 8080.',
  executor: [
    attempt(
      call('write_file', {
        path: 'config.xml',
        content: '<?xml version="1.0"?>\n<config>\n  <server>\n    <port>8080</port>\n</config>\n',
      }),
      FINISH,
    ),
  ],
  fails: /config\.xml/,
});
