import { call, memory } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'DA39',
  title: 'believes what it remembers of an earlier task instead of what the file says',
  at: 'extractor',
  goal: 'Change the port in config.yaml from 8000 to 8080.',
  before: { 'config.yaml': 'host: 0.0.0.0\nport: 8000\n' },
  executor: [attempt(call('edit_file', { path: 'config.yaml', old_str: '8000', new_str: '8080' }), FINISH)],
  extractor: [memory([{ type: 'decision', summary: 'config.yaml uses the port 9000', tags: ['config.yaml', 'port'] }])],
  then: {
    goal: 'Write the port that config.yaml sets to port.txt, nothing else.',
    executor: [attempt(call('write_file', { path: 'port.txt', content: '9000\n' }), FINISH)],
  },
  halfway: [{ 'config.yaml': 'host: 0.0.0.0\nport: 8080\n' }],
  fails: /port\.txt|config\.yaml|8080/,
  mostRequests: 80,
});
