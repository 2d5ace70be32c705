import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC66',
  title: 'the base image of a Dockerfile is set to something else',
  at: 'executor',
  goal: 'In the Dockerfile, set the base image to node:22-alpine.',
  before: { Dockerfile: 'FROM node:18\nCMD ["node"]\n' },
  executor: [attempt(call('edit_file', { path: 'Dockerfile', old_str: 'node:18', new_str: 'node:20-alpine' }), FINISH)],
  after: { Dockerfile: 'FROM node:22-alpine\nCMD ["node"]\n' },
  fails: /Dockerfile/,
});
