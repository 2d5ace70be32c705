import { call } from '#testing';
import { mode, FINISH } from '../mode.js';

export default mode({
  id: 'FE70',
  title: 'one value changed, and every line indented anew',
  at: 'executor',
  goal: 'In server.js change the port from 8080 to 9090.',
  before: {
    'server.js': 'function start() {\n  const port = 8080;\n  if (port) {\n    listen(port);\n  }\n}\nstart();\n',
  },
  executor: [
    call('write_file', {
      path: 'server.js',
      content:
        'function start() {\n    const port = 9090;\n    if (port) {\n        listen(port);\n    }\n}\nstart();\n',
    }),
    FINISH,
    call('edit_file', { path: 'server.js', old_str: '8080', new_str: '9090' }),
    FINISH,
  ],
  after: {
    'server.js': 'function start() {\n  const port = 9090;\n  if (port) {\n    listen(port);\n  }\n}\nstart();\n',
  },
});
