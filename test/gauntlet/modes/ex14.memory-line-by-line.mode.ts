import { HELLO, mode } from '../mode.js';

export default mode({
  id: 'EX14',
  title: 'what is to be remembered comes as one object a line',
  at: 'extractor',
  extractor: [
    {
      text: '{"type": "artifact", "summary": "a.txt holds the line hello", "detail": "", "tags": ["a"]}\n{"type": "decision", "summary": "The line ends with a line break", "detail": "", "tags": []}\n',
    },
  ],
  after: HELLO,
  check: ({ memory }) => [[memory.length === 2, `${memory.length} entries were remembered instead of two`]],
});
