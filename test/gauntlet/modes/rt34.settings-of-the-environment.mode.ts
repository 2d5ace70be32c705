import { call, finish } from '#testing';
import { attempt, bySubtask, mode } from '../mode.js';

export default mode({
  id: 'RT34',
  title: 'right work: a setting comes from the environment, and the plan has thought of a file',
  at: 'planner',
  goal: 'The upload limit of 10 MB is hard-coded in server.js. Make it configurable, with 10 MB as the default.',
  before: {
    'server.js':
      'const LIMIT_MB = 10;\n\nexport function accepts(bytes) {\n  return bytes <= LIMIT_MB * 1024 * 1024;\n}\n',
    'README.md': '# Uploads\n\nAccepts files up to 10 MB.\n',
  },
  plan: [
    { id: 'read', description: 'Read server.js and find the limit' },
    {
      id: 'config',
      description: 'Put the limit into a configuration',
      expected_outputs: ['limits.json'],
      acceptance_criteria: 'The limit can be changed without touching the code',
      checks: ['node --check server.js'],
      depends_on: ['read'],
    },
  ],
  executor: [
    bySubtask({
      read: attempt(call('read_file', { path: 'server.js' }), finish('LIMIT_MB in the first line is the limit.')),
      config: attempt(
        call('edit_file', {
          path: 'server.js',
          old_str: 'const LIMIT_MB = 10;',
          new_str: 'const LIMIT_MB = Number(process.env.UPLOAD_LIMIT_MB ?? 10);',
        }),
        call('edit_file', {
          path: 'README.md',
          old_str: 'Accepts files up to 10 MB.',
          new_str: 'Accepts files up to 10 MB; set `UPLOAD_LIMIT_MB` to change that.',
        }),
        finish('The limit comes from the environment variable UPLOAD_LIMIT_MB, 10 by default.'),
      ),
    }),
  ],
  after: {
    'server.js':
      'const LIMIT_MB = Number(process.env.UPLOAD_LIMIT_MB ?? 10);\n\nexport function accepts(bytes) {\n  return bytes <= LIMIT_MB * 1024 * 1024;\n}\n',
    'README.md': '# Uploads\n\nAccepts files up to 10 MB; set `UPLOAD_LIMIT_MB` to change that.\n',
  },
  mostRequests: 120,
});
