import { call, calls } from '#testing';
import { mode, FINISH } from '../mode.js';

const one = { path: 'one.txt', content: 'eins\n' };
const two = { path: 'two.txt', content: 'zwei\n' };

export default mode({
  id: 'EB14',
  title: 'calls a tool that is to call two others',
  at: 'executor',
  goal: 'Create one.txt with the line "eins" and two.txt with the line "zwei".',
  executor: [
    call('multi_tool_use.parallel', {
      tool_uses: [
        { recipient_name: 'functions.write_file', parameters: one },
        { recipient_name: 'functions.write_file', parameters: two },
      ],
    }),
    calls(call('write_file', one), call('write_file', two)),
    FINISH,
  ],
  after: { 'one.txt': 'eins\n', 'two.txt': 'zwei\n' },
});
