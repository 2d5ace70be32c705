import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'MP22',
  title: 'the third of four steps edits a file where it was before the second moved it',
  at: 'executor',
  goal: 'Create draft.md with the heading "Tea", move it to docs/tea.md, add the line "Green." at its end, and list it in index.md as docs/tea.md.',
  plan: [
    { id: 'draft', description: 'Create draft.md with the heading "Tea"' },
    { id: 'move', description: 'Move draft.md to docs/tea.md', depends_on: ['draft'] },
    { id: 'line', description: 'Add the line "Green." at the end of the draft', depends_on: ['move'] },
    { id: 'list', description: 'List docs/tea.md in index.md', depends_on: ['line'] },
  ],
  executor: [
    bySubtask({
      draft: attempt(call('write_file', { path: 'draft.md', content: '# Tea\n' }), FINISH),
      move: attempt(call('move_file', { path: 'draft.md', new_path: 'docs/tea.md' }), FINISH),
      line: attempt(
        call('edit_file', { path: 'draft.md', old_str: '# Tea\n', new_str: '# Tea\nGreen.\n' }),
        call('write_file', { path: 'draft.md', content: '# Tea\nGreen.\n' }),
        call('glob_find', { pattern: '**/*.md' }),
        call('delete_file', { path: 'draft.md' }),
        call('edit_file', { path: 'docs/tea.md', old_str: '# Tea\n', new_str: '# Tea\nGreen.\n' }),
        FINISH,
      ),
      list: attempt(call('write_file', { path: 'index.md', content: '- docs/tea.md\n' }), FINISH),
    }),
  ],
  after: { 'docs/tea.md': '# Tea\nGreen.\n', 'index.md': '- docs/tea.md\n' },
});
