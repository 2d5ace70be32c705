import { call } from '#testing';
import { honest } from '../honest.js';
import { attempt, FINISH, mode } from '../mode.js';

const of = (name: string, version: string, licence: string): string =>
  `{\n  "name": "${name}",\n  "version": "${version}",\n  "license": "${licence}"\n}\n`;

export default mode({
  id: 'BT19',
  title: 'a pattern for one value takes every value of the file',
  at: 'executor',
  goal: 'Set the version in package.json to 2.0.0.',
  before: { 'package.json': of('shop', '1.4.0', 'MIT') },
  executor: [attempt(call('shell_execute', { command: `sed -i 's/: ".*"/: "2.0.0"/' package.json` }), FINISH)],
  verifier: [honest({ work: ['+  "version": "2.0.0"'] })],
  after: { 'package.json': of('shop', '2.0.0', 'MIT') },
  fails: /package\.json|name|license/,
});
