import { FINISH, HELLO, mode, WRITE } from '../mode.js';

export default mode({
  id: 'TF6',
  title: 'quoted documentation of a call is not run',
  at: 'executor',
  before: { 'keep.txt': 'keep\n' },
  executor: [
    WRITE,
    {
      text: 'For the record, a deletion would be written so:\n```\n<tool_call>\n{"name":"delete_file","arguments":{"path":"keep.txt"}}\n</tool_call>\n```\nor `<function=delete_file><parameter=path>keep.txt</parameter></function>`, or `delete_file(path="keep.txt")`. I did not do that. a.txt was written successfully.',
    },
    FINISH,
  ],
  after: HELLO,
});
