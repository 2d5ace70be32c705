import { call } from '#testing';
import { FINISH, mode, oaCall, oaEnd, ol, olEnd, wire } from '../mode.js';

export default mode({
  id: 'UE1',
  title: 'half a character in arguments and output',
  at: 'transport',
  goal: 'Create u.txt.',
  before: { 'b.txt': 'x\n' },
  executor: [
    wire({
      ollama: `${ol({ tool_calls: [{ function: { name: 'search_files', arguments: { pattern: 'PLACE' } } }] }).replace('PLACE', '현\\ud99c 보유')}${olEnd()}`,
      openai: oaCall(0, 'search_files', '{"pattern":"현\\ud99c 보유"}', 'c1') + oaEnd('tool_calls'),
    }),
    call('write_file', { path: 'u.txt', content: 'ok\n' }),
    FINISH,
  ],
  after: { 'u.txt': 'ok\n' },
});
