import { call, finish, textOf, turnOf } from '#testing';
import { honest } from '../honest.js';
import { mode, oa, oaCall, ol, wire, type Step } from '../mode.js';

const part = (n: number): string =>
  Array.from({ length: 90 }, (_, k) => `${String(n)}.${String(k)} tea was drunk in the garden that day\n`).join('') +
  `total of part ${String(n)}: ${String(n * 10)}\n`;

const HALF: Step = wire({
  ollama: ol({ content: 'Now I write the sum.' }) + '{"error":"Context size has been exceeded."}\n',
  openai:
    oa({ role: 'assistant', content: 'Now I write the sum.' }) +
    oaCall(0, 'write_file', '{"path": "sum.txt", "content": "6', 'call_1') +
    'data: {"error":{"code":500,"message":"Context size has been exceeded.","type":"server_error"}}\n\n',
});

export default mode({
  id: 'CX17',
  title: 'the window is full in the middle of a call, and the server says no number',
  at: 'transport',
  goal: 'part1.txt, part2.txt and part3.txt each end with a total. Write sum.txt with the sum of the three totals.',
  before: { 'part1.txt': part(1), 'part2.txt': part(2), 'part3.txt': part(3) },
  executor: [
    (request, n) => {
      if (textOf(request).length > 16_000) return typeof HALF === 'function' ? HALF(request, n) : HALF;
      const last = request.messages.at(-1)?.content ?? '';
      if (/"success":true[^\n]*sum\.txt|sum\.txt[^\n]*"success":true/.test(last)) return finish('sum.txt holds 60.');
      const turn = turnOf(request);
      if (turn < 3) return call('read_file', { path: `part${String(turn + 1)}.txt` });
      return turn % 2 === 1 ? call('write_file', { path: 'sum.txt', content: '60\n' }) : finish('sum.txt holds 60.');
    },
  ],
  verifier: [honest({ work: ['+60'] })],
  after: { 'sum.txt': '60\n' },
});
