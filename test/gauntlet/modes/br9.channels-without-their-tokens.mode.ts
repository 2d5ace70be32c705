import { answer, call, turnOf, type ScriptedAnswer, type SeenRequest } from '#testing';
import { honest } from '../honest.js';
import { bySubtask, mode } from '../mode.js';

const successes = ({ messages }: SeenRequest): number =>
  messages.filter(({ role, content }) => role === 'tool' && content.includes('"success":true')).length;

const writes =
  (path: string, content: string) =>
  (request: SeenRequest): ScriptedAnswer => {
    if (successes(request) > 0)
      return answer(`analysisThe file is there. We can answer.assistantfinal${path} is written.`);
    return turnOf(request) > 0
      ? call('write_file', { path, content })
      : answer(
          `analysisWe need to write ${path}. Use write_file.assistantcommentary to=functions.write_file json${JSON.stringify({ path, content })}`,
        );
  };

export default mode({
  id: 'BR9',
  title: 'channels of harmony as words, since the server has cut the tokens out',
  at: 'executor',
  goal: 'Create host.txt with the line "example.org" and port.txt with the line "8080".',
  plan: [
    {
      id: 'host',
      description: 'Create host.txt with the line "example.org"',
      acceptance_criteria: 'host.txt holds it',
    },
    {
      id: 'port',
      description: 'Create port.txt with the line "8080"',
      acceptance_criteria: 'port.txt holds it',
      depends_on: ['host'],
    },
  ],
  executor: [bySubtask({ host: writes('host.txt', 'example.org\n'), port: writes('port.txt', '8080\n') })],
  verifier: [honest({ host: ['+example.org'], port: ['+8080'] })],
  after: { 'host.txt': 'example.org\n', 'port.txt': '8080\n' },
});
