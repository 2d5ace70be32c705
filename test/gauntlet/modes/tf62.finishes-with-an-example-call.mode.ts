import { call } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'TF62',
  title: 'the finish comes with an example call in its prose',
  at: 'executor',
  goal: 'Set port to 8080 in config.yml.',
  before: { 'config.yml': 'host: localhost\nport: 3000\n' },
  executor: [
    attempt(call('edit_file', { path: 'config.yml', old_str: 'port: 3000', new_str: 'port: 8080' }), {
      text: 'The port is set. To change it again later, call:\n```json\n{"name": "write_file", "arguments": {"path": "config.yml", "content": "port: 9999\\n"}}\n```',
      toolCalls: [{ name: 'finish', arguments: { summary: 'Set the port.', status: 'done' } }],
    }),
  ],
  after: { 'config.yml': 'host: localhost\nport: 8080\n' },
});
