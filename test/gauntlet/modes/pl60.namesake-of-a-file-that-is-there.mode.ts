import { call, finish } from '#testing';
import { attempt, bySubtask, mode } from '../mode.js';

export default mode({
  id: 'PL60',
  title: 'a guessed file is called as one is that the user names',
  at: 'planner',
  goal: 'src/client.ts should not import from the server code only for the type User: move the type out of src/api.ts into a module of its own.',
  before: {
    'src/api.ts':
      "import { createServer } from 'node:http';\n\nexport interface User {\n  id: number;\n  name: string;\n}\n\nexport function serve(users: User[]): void {\n  createServer((_, response) => response.end(JSON.stringify(users))).listen(8080);\n}\n",
    'src/client.ts':
      "import type { User } from './api.js';\n\nexport async function load(url: string): Promise<User[]> {\n  const response = await fetch(url);\n  return (await response.json()) as User[];\n}\n",
  },
  plan: [
    {
      id: 'types',
      description: 'Create a module that holds the type User.',
      acceptance_criteria: 'The module exports User.',
      expected_outputs: ['src/types/api.ts'],
    },
    {
      id: 'imports',
      description: 'Use the new module in src/api.ts and src/client.ts.',
      expected_outputs: ['src/api.ts', 'src/client.ts'],
      depends_on: ['types'],
    },
  ],
  executor: [
    bySubtask({
      types: attempt(
        call('read_file', { path: 'src/api.ts' }),
        call('write_file', {
          path: 'src/user.ts',
          content: 'export interface User {\n  id: number;\n  name: string;\n}\n',
        }),
        finish('src/user.ts exports the interface User.'),
      ),
      imports: attempt(
        call('read_file', { path: 'src/api.ts' }),
        call('read_file', { path: 'src/client.ts' }),
        call('write_file', {
          path: 'src/api.ts',
          content:
            "import { createServer } from 'node:http';\nimport type { User } from './user.js';\n\nexport function serve(users: User[]): void {\n  createServer((_, response) => response.end(JSON.stringify(users))).listen(8080);\n}\n",
        }),
        call('edit_file', { path: 'src/client.ts', old_str: './api.js', new_str: './user.js' }),
        finish('Both files import User from src/user.ts.'),
      ),
    }),
  ],
  after: {
    'src/user.ts': 'export interface User {\n  id: number;\n  name: string;\n}\n',
    'src/api.ts':
      "import { createServer } from 'node:http';\nimport type { User } from './user.js';\n\nexport function serve(users: User[]): void {\n  createServer((_, response) => response.end(JSON.stringify(users))).listen(8080);\n}\n",
    'src/client.ts':
      "import type { User } from './user.js';\n\nexport async function load(url: string): Promise<User[]> {\n  const response = await fetch(url);\n  return (await response.json()) as User[];\n}\n",
  },
  mostRequests: 60,
});
