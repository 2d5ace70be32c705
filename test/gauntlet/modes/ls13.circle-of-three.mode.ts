import { call } from '#testing';
import { mode } from '../mode.js';

const at = (n: number) => call('write_file', { path: 'b.txt', content: `${['x', 'y', 'w'][n % 3]}\n` });

export default mode({
  id: 'LS13',
  title: 'goes round in a circle of three states',
  at: 'executor',
  goal: 'Change x to z in b.txt.',
  before: { 'b.txt': 'x\n' },
  executor: [({ messages }) => at(messages.filter(({ role }) => role === 'tool').length + 1)],
  fails: /circle|same state|going round/i,
  mostRequests: 40,
});
