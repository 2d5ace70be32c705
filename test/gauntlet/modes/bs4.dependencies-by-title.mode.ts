import { call, turnOf } from '#testing';
import { honest } from '../honest.js';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

const CONFIG = '{"port": 8125}\n';

export default mode({
  id: 'BS4',
  title: 'dependencies name the words of a step, not its id',
  at: 'planner',
  goal: 'Create config.json with the single line {"port": 8125}, and start.sh with the single line "echo PORT", where PORT is the port in config.json.',
  planner: [
    {
      text: JSON.stringify({
        subtasks: [
          { id: 'step1', description: 'Create config.json with the single line {"port": 8125}.', depends_on: [] },
          {
            id: 'step2',
            description: 'Create start.sh with the single line "echo PORT", PORT being the port in config.json.',
            depends_on: ['Create config.json with the single line {"port": 8125}.'],
          },
        ],
      }),
    },
  ],
  executor: [
    bySubtask({
      step1: attempt(call('write_file', { path: 'config.json', content: CONFIG }), FINISH),
      step2: (request) => {
        const turn = turnOf(request);
        if (turn === 0) return call('read_file', { path: 'config.json' });
        if (turn > 1) return FINISH;
        const read = request.messages.filter(({ role }) => role === 'tool').at(-1)?.content ?? '';
        return call('write_file', {
          path: 'start.sh',
          content: read.includes('8125') ? 'echo 8125\n' : 'echo 8080\n',
        });
      },
    }),
  ],
  verifier: [honest({ step1: ['8125'], step2: ['echo 8125'] })],
  after: { 'config.json': CONFIG, 'start.sh': 'echo 8125\n' },
  mostRequests: 80,
});
