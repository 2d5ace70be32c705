import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

const BASE =
  '{\n  "name": "clock",\n  "version": "1.0.0",\n  "license": "ISC",\n  "type": "module",\n  "main": "index.js",\n  "files": [\n    "index.js"\n  ],\n  "scripts": {\n    "start": "node index.js"\n  }\n}\n';
const licence = (text: string): string => text.replace('"ISC"', '"MIT"');
const script = (text: string): string => text.replace('"node index.js"', '"node --watch index.js"');
const written = (content: string) => call('write_file', { path: 'package.json', content });

export default mode({
  id: 'EB40',
  title: 'two steps at a time each write the whole of one file',
  at: 'executor',
  goal: 'In package.json: set the license to MIT, and let the start script run "node --watch index.js".',
  before: { 'package.json': BASE, 'index.js': 'setInterval(() => console.log(new Date().toISOString()), 1000);\n' },
  plan: [
    { id: 'license', description: 'Set the license in package.json to MIT.' },
    { id: 'script', description: 'Let the start script in package.json run "node --watch index.js".' },
  ],
  executor: [
    bySubtask({
      license: attempt(call('read_file', { path: 'package.json' }), written(licence(BASE)), FINISH),
      script: attempt(call('read_file', { path: 'package.json' }), written(script(BASE)), FINISH),
    }),
  ],
  after: { 'package.json': script(licence(BASE)) },
  halfway: [{ 'package.json': licence(BASE) }, { 'package.json': script(BASE) }],
  fails: /package\.json/,
});
