import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

const source = '#include <stdio.h>\nint main(void) { printf("a\\nb\\nc\\n"); return 0; }\n';

export default mode({
  id: 'FE8B',
  title: 'backslash-n that belongs to the text',
  at: 'executor',
  goal: 'Create m.c.',
  executor: [call('write_file', { path: 'm.c', content: source }), FINISH],
  after: { 'm.c': source },
});
