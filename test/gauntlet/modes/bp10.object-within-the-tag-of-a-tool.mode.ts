import { finish, type ScriptedAnswer, type SeenRequest } from '#testing';
import { honest } from '../honest.js';
import { bySubtask, mode } from '../mode.js';

const written =
  (name: string, args: Readonly<Record<string, string>>) =>
  ({ messages }: SeenRequest): ScriptedAnswer =>
    messages.some(({ role }) => role === 'tool')
      ? finish('It is done.')
      : { text: `<${name}>${JSON.stringify(args)}</${name}>` };

export default mode({
  id: 'BP10',
  title: 'calls as an object between tags that bear the name of the tool',
  at: 'executor',
  goal: 'Move draft.md to post.md and delete old.md.',
  before: { 'draft.md': '# Post\n\nText.\n', 'old.md': 'x\n' },
  plan: [
    { id: 'move', description: 'Move draft.md to post.md', acceptance_criteria: 'post.md has the text of draft.md' },
    {
      id: 'delete',
      description: 'Delete old.md',
      acceptance_criteria: 'old.md is gone',
      depends_on: ['move'],
    },
  ],
  executor: [
    bySubtask({
      move: written('move_file', { path: 'draft.md', new_path: 'post.md' }),
      delete: written('delete_file', { path: 'old.md' }),
    }),
  ],
  verifier: [honest({ move: [/post\.md/], delete: [/^-x$/m] })],
  after: { 'draft.md': null, 'old.md': null, 'post.md': '# Post\n\nText.\n' },
});
