import { call, finish, textOf } from '#testing';
import { honest } from '../honest.js';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'PL66',
  title: 'underscores are escaped as in Markdown, in the keys and in the names of files',
  at: 'planner',
  goal: 'Create my_data.txt with the line "tea", then copy it to my_copy.txt.',
  planner: [
    {
      text: '```json\n{"subtasks": [\n{"id": "data", "description": "Create my\\_data.txt with the line \\"tea\\"", "depends\\_on": [], "expected\\_outputs": ["my\\_data.txt"], "acceptance\\_criteria": "my\\_data.txt holds tea"},\n{"id": "copy", "description": "Copy my\\_data.txt to my\\_copy.txt", "depends\\_on": ["data"], "expected\\_outputs": ["my\\_copy.txt"], "acceptance\\_criteria": "my\\_copy.txt holds tea"}\n]}\n```',
    },
  ],
  executor: [
    bySubtask({
      data: attempt(call('write_file', { path: 'my_data.txt', content: 'tea\n' }), FINISH),
      copy: (request) =>
        attempt(
          call('read_file', { path: 'my_data.txt' }),
          textOf(request).includes('"output":"tea\\n"')
            ? call('write_file', { path: 'my_copy.txt', content: 'tea\n' })
            : finish('', 'blocked', 'my_data.txt is not there'),
          FINISH,
        )(request, 0),
    }),
  ],
  verifier: [honest({ data: ['+tea', 'b/my_data.txt'], copy: ['+tea', 'b/my_copy.txt'] })],
  after: { 'my_data.txt': 'tea\n', 'my_copy.txt': 'tea\n' },
  check: ({ of }) => [[of('planner').length === 1, 'a plan that could be read was asked for again']],
});
