import { turnOf } from '#testing';
import { HELLO, mode, oaCall, oaEnd, wire } from '../mode.js';

function soFar(name: string, args: Readonly<Record<string, unknown>>): string {
  const text = JSON.stringify(args);
  const cuts = Array.from({ length: Math.ceil(text.length / 6) }, (_, n) => text.slice(0, (n + 1) * 6));
  return cuts.map((cut, n) => oaCall(0, n === 0 ? name : undefined, cut, n === 0 ? 'call_1' : undefined)).join('');
}

export default mode({
  id: 'ST42',
  title: 'each piece of the arguments holds all that came before it',
  at: 'transport',
  protocols: ['openai'],
  executor: [
    (request, n) => {
      const [name, args] =
        turnOf(request) === 0
          ? (['write_file', { path: 'a.txt', content: 'hello\n' }] as const)
          : (['finish', { summary: 'done', status: 'done' }] as const);
      const step = wire({ openai: soFar(name, args) + oaEnd('tool_calls') });
      return typeof step === 'function' ? step(request, n) : step;
    },
  ],
  after: HELLO,
  mostRequests: 7,
});
