import { answer } from '#testing';
import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'MX6',
  title: 'another harness: its tool names, its argument names, its markup',
  at: 'executor',
  executor: [
    answer(
      '<function=create_file>\n<parameter=file_path>\na.txt\n</parameter>\n<parameter=file_text>\nhello\n\n</parameter>\n</function>',
    ),
    ({ messages }) => (/"success":true/.test(messages.at(-1)?.content ?? '') ? FINISH : WRITE),
    FINISH,
  ],
  after: HELLO,
  mostRequests: 10,
});
