import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE30',
  title: 'knows only a patch tool, three times, then edits',
  at: 'executor',
  goal: 'Replace "one" with "two" in a.txt.',
  before: { 'a.txt': 'one\n' },
  executor: [
    call('apply_patch', { input: '*** Begin Patch\n*** Update File: a.txt\n@@\n-one\n+two\n*** End Patch' }),
    call('shell_execute', {
      command: "apply_patch <<'EOF'\n*** Begin Patch\n*** Update File: a.txt\n@@\n-one\n+two\n*** End Patch\nEOF",
    }),
    call('edit_file', { path: 'a.txt', old_str: 'one', new_str: 'two' }),
    FINISH,
  ],
  after: { 'a.txt': 'two\n' },
});
