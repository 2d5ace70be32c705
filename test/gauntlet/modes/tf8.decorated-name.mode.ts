import { call } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF8',
  title: 'decorated tool names',
  at: 'executor',
  executor: [
    call('functions.read_file', { path: 'missing.txt' }),
    call('Write-File', { path: 'a.txt', content: 'hallo\n' }),
    call('edit_file<|channel|>commentary', { path: 'a.txt', old_str: 'hallo', new_str: 'hello' }),
    call('google:tool:finish:index:0', { summary: 'Wrote a.txt.' }),
  ],
  after: HELLO,
  mostRequests: 9,
});
