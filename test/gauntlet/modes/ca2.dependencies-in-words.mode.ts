import { call, finish, json, plan } from '#testing';
import { honest, succeeded } from '../honest.js';
import { bySubtask, FINISH, mode, type Step } from '../mode.js';

const step = (id: string, description: string, depends_on: readonly string[]) => ({
  id,
  description,
  depends_on,
  model_tier: 1,
  verification_tier: 2,
  is_critical_path: true,
  acceptance_criteria: description,
});
const BASE = 'Create base.txt with the line "base 7".';
const DOUBLE = 'Read base.txt and create double.txt with the line "double" and twice its number.';
const SUM = 'Read double.txt and create sum.txt with the line "sum" and the sum of both numbers.';

/** Reads what an earlier step leaves, and cannot go on without it. */
const from =
  (read: string, path: string, content: string): Step =>
  (request) => {
    const last = request.messages.flatMap(({ toolCalls }) => toolCalls).at(-1);
    if (last === undefined) return call('read_file', { path: read });
    if (last.name === 'write_file' && succeeded(request)) return FINISH;
    if (last.name === 'read_file' && succeeded(request)) return call('write_file', { path, content });
    return finish(`${read} is not there.`, 'blocked', `${read} does not exist.`);
  };

export default mode({
  id: 'CA2',
  title: 'dependencies that are named in words, "step 1" for an id',
  at: 'planner',
  goal: 'Create base.txt ("base 7"), double.txt ("double" and twice that number) and sum.txt ("sum" and the sum of both).',
  planner: [
    json({
      subtasks: [
        step('base', BASE, ['none']),
        step('double', DOUBLE, ['step 1']),
        step('sum', SUM, ['step 1', 'step 2']),
      ],
    }),
    plan([step('base', BASE, []), step('double', DOUBLE, ['base']), step('sum', SUM, ['base', 'double'])]),
  ],
  executor: [
    bySubtask({
      base: (request) => (succeeded(request) ? FINISH : call('write_file', { path: 'base.txt', content: 'base 7\n' })),
      double: from('base.txt', 'double.txt', 'double 14\n'),
      sum: from('double.txt', 'sum.txt', 'sum 21\n'),
    }),
  ],
  verifier: [honest({ base: ['base 7'], double: ['double 14'], sum: ['sum 21'] })],
  after: { 'base.txt': 'base 7\n', 'double.txt': 'double 14\n', 'sum.txt': 'sum 21\n' },
});
