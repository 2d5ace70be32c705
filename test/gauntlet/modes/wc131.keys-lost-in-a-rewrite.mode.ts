import { call } from '#testing';
import { mode, FINISH } from '../mode.js';

export default mode({
  id: 'WC131',
  title: 'a rewrite of package.json that loses its dependencies',
  at: 'executor',
  goal: 'Set the version in package.json to 2.0.0.',
  before: {
    'package.json':
      '{\n  "name": "app",\n  "version": "1.0.0",\n  "scripts": {\n    "start": "node ."\n  },\n  "dependencies": {\n    "express": "^4.0.0"\n  }\n}\n',
  },
  executor: [
    call('write_file', {
      path: 'package.json',
      content: '{\n  "name": "app",\n  "version": "2.0.0",\n  "scripts": {\n    "start": "node ."\n  }\n}\n',
    }),
    FINISH,
    call('edit_file', { path: 'package.json', old_str: '"version": "1.0.0"', new_str: '"version": "2.0.0"' }),
    FINISH,
  ],
  after: {
    'package.json':
      '{\n  "name": "app",\n  "version": "2.0.0",\n  "scripts": {\n    "start": "node ."\n  },\n  "dependencies": {\n    "express": "^4.0.0"\n  }\n}\n',
  },
});
