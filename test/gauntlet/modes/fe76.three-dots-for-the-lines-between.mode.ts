import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const JOB = 'export function run() {\n  const a = open();\n  a.step();\n  a.close();\n  return null;\n}\n';
const SHORT = 'export function run() {\n  const a = open();\n  ...\n  return null;\n}';
export default mode({
  id: 'FE76',
  title: 'three dots for the lines between, and done though the edit was refused',
  at: 'executor',
  goal: 'In src/job.js let run() return "ok" in place of null; the rest stays.',
  before: { 'src/job.js': JOB },
  executor: [
    attempt(call('edit_file', { path: 'src/job.js', old_str: SHORT, new_str: SHORT.replace('null', '"ok"') }), FINISH),
  ],
  after: { 'src/job.js': JOB.replace('null', '"ok"') },
  fails: /no file was changed: the last call of edit_file failed/,
});
