import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'TF5H',
  title: 'dialect: Gemma call:name{...} and a tool_code fence',
  at: 'executor',
  executor: [
    {
      text: '<start_function_call>call:write_file{path:<escape>a.txt<escape>,content:<escape>hello\n<escape>}<end_function_call>',
    },
    { text: '```tool_code\nprint(finish(summary="Wrote a.txt."))\n```' },
  ],
  after: HELLO,
});
