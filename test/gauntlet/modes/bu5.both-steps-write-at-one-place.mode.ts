import { call, turnOf, type ScriptedAnswer, type SeenRequest } from '#testing';
import { honest } from '../honest.js';
import { bySubtask, FINISH, mode } from '../mode.js';

const HEAD = '## Unreleased';
const [FIXED, ADDED] = ['- Fixed login', '- Added export'];

/** Reads, then puts its line where it belongs beside what it has read. */
const entry =
  (edit: (text: string) => { old_str: string; new_str: string }) =>
  (request: SeenRequest): ScriptedAnswer => {
    const turn = turnOf(request);
    if (turn === 0) return call('read_file', { path: 'CHANGES.md' });
    if (turn > 1) return FINISH;
    const answer = request.messages.filter(({ role }) => role === 'tool').at(-1)?.content ?? '';
    const [read = ''] = answer.split('[Loom]');
    return call('edit_file', { path: 'CHANGES.md', ...edit(read) });
  };

export default mode({
  id: 'BU5',
  title: 'two steps at once write at the same place of a file',
  at: 'planner',
  goal: `Add to CHANGES.md under "${HEAD}" the entries "${FIXED}" and "${ADDED}", in this order.`,
  before: { 'CHANGES.md': `# Changes\n\n${HEAD}\n\n## 1.0\n- First\n` },
  plan: [
    { id: 'fixed', description: `Add "${FIXED}" to CHANGES.md as the first entry under "${HEAD}"` },
    { id: 'added', description: `Add "${ADDED}" to CHANGES.md as the last entry under "${HEAD}"` },
  ],
  executor: [
    bySubtask({
      fixed: entry(() => ({ old_str: HEAD, new_str: `${HEAD}\n${FIXED}` })),
      added: entry((read) => {
        const above = read.includes(FIXED) ? FIXED : HEAD;
        return { old_str: above, new_str: `${above}\n${ADDED}` };
      }),
    }),
  ],
  verifier: [honest({ fixed: [`+${FIXED}`], added: [`+${ADDED}`] })],
  after: { 'CHANGES.md': `# Changes\n\n${HEAD}\n${FIXED}\n${ADDED}\n\n## 1.0\n- First\n` },
});
