import { call } from '#testing';
import { mode, FINISH } from '../mode.js';

export default mode({
  id: 'WC124',
  title: 'one of three places replaced',
  at: 'executor',
  goal: 'Replace every "colour" in text.md with "color".',
  before: { 'text.md': 'The colour of it.\n\nAnother colour.\n\nNo colour.\n' },
  executor: [
    call('edit_file', { path: 'text.md', old_str: 'The colour of it.', new_str: 'The color of it.' }),
    FINISH,
    call('write_file', { path: 'text.md', content: 'The color of it.\n\nAnother color.\n\nNo color.\n' }),
    FINISH,
  ],
  after: { 'text.md': 'The color of it.\n\nAnother color.\n\nNo color.\n' },
});
