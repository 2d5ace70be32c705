import { call, calls } from '#testing';
import { mode, FINISH } from '../mode.js';

export default mode({
  id: 'WC120',
  title: 'the fix goes into a folder with nearly the same name',
  at: 'executor',
  goal: 'Fix src/utils/format.js: double(x) must return x * 2.',
  before: {
    'src/utils/format.js': 'export const double = (x) => x * 3;\n',
    'src/index.js': "export { double } from './utils/format.js';\n",
  },
  executor: [
    call('write_file', { path: 'src/util/format.js', content: 'export const double = (x) => x * 2;\n' }),
    FINISH,
    calls(
      call('delete_file', { path: 'src/util/format.js' }),
      call('edit_file', { path: 'src/utils/format.js', old_str: 'x * 3', new_str: 'x * 2' }),
    ),
    FINISH,
  ],
  after: { 'src/utils/format.js': 'export const double = (x) => x * 2;\n' },
});
