import { answer } from '#testing';
import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF25',
  title: 'tags that bear the names of the tool and its arguments',
  at: 'executor',
  executor: [
    answer('I will create it.\n\n<write_file>\n<path>a.txt</path>\n<content>\nhello\n\n</content>\n</write_file>'),
    answer('<finish>\n<summary>Wrote a.txt.</summary>\n</finish>'),
  ],
  after: HELLO,
  mostRequests: 6,
});
