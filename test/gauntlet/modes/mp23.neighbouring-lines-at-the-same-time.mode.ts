import { call, type SeenRequest } from '#testing';
import { honest } from '../honest.js';
import { attempt, bySubtask, FINISH, mode, type Step } from '../mode.js';

const FIRST = 'tea: old\nmilk: old\n';
const told = (request: SeenRequest): string => request.messages.findLast(({ role }) => role === 'tool')?.content ?? '';
const setting =
  (key: string): Step =>
  (request) => {
    const now = /tea: (\w+)\\nmilk: (\w+)/.exec(told(request));
    const lines = { tea: now?.[1] ?? 'old', milk: now?.[2] ?? 'old', [key]: 'new' };
    return attempt(
      call('read_file', { path: 'stock.txt' }),
      call('write_file', { path: 'stock.txt', content: `tea: ${lines.tea}\nmilk: ${lines.milk}\n` }),
      FINISH,
    )(request, 0);
  };
export default mode({
  id: 'MP23',
  title: 'two steps at the same time write the whole file, each with its own line changed',
  at: 'executor',
  goal: 'In stock.txt set tea to new and milk to new.',
  before: { 'stock.txt': FIRST },
  plan: [
    { id: 'set-tea', description: 'In stock.txt set tea to new' },
    { id: 'set-milk', description: 'In stock.txt set milk to new' },
  ],
  executor: [bySubtask({ 'set-tea': setting('tea'), 'set-milk': setting('milk') })],
  verifier: [honest({ 'set-tea': ['tea: new'], 'set-milk': ['milk: new'] })],
  after: { 'stock.txt': 'tea: new\nmilk: new\n' },
});
