import { call, finish } from '#testing';
import { attempt, bySubtask, mode } from '../mode.js';

export default mode({
  id: 'RZ2',
  title: 'the step before has written the tests along, under the name that the plan has for the next one',
  at: 'executor',
  goal: 'create src/add.js exporting add(a, b), and a test for it',
  before: { 'package.json': '{ "type": "module", "scripts": { "test": "node --test" } }\n' },
  plan: [
    { id: 'code', description: 'Create src/add.js', expected_outputs: ['src/add.js'] },
    {
      id: 'test',
      description: 'Create a test for add',
      expected_outputs: ['src/add.test.js'],
      depends_on: ['code'],
      checks: ['npm test'],
    },
  ],
  executor: [
    bySubtask({
      code: attempt(
        call('write_file', { path: 'src/add.js', content: 'export const add = (a, b) => a + b;\n' }),
        call('write_file', {
          path: 'src/add.test.js',
          content:
            "import test from 'node:test';\nimport assert from 'node:assert/strict';\nimport { add } from './add.js';\n\ntest('adds', () => assert.equal(add(1, 2), 3));\n",
        }),
        call('shell_execute', { command: 'npm test' }),
        finish('add and its test are written.'),
      ),
      test: attempt(call('read_file', { path: 'src/add.test.js' }), finish('The test is there already and passes.')),
    }),
  ],
  after: {
    'src/add.js': 'export const add = (a, b) => a + b;\n',
    'src/add.test.js':
      "import test from 'node:test';\nimport assert from 'node:assert/strict';\nimport { add } from './add.js';\n\ntest('adds', () => assert.equal(add(1, 2), 3));\n",
  },
  mostRequests: 40,
});
