import { call, textOf, turnOf } from '#testing';
import { FINISH, mode } from '../mode.js';

const TEXT = 'main.py adds the numbers of a file. It prints their sum.\n';
export default mode({
  id: 'RT23',
  title: 'thoughts without tags at the top of a document, left out once that is said',
  at: 'executor',
  goal: 'Write NOTES.md: two sentences about what main.py does.',
  before: { 'main.py': 'import sys\n\nprint(sum(float(line) for line in open(sys.argv[1])))\n' },
  executor: [
    (request) => {
      if (turnOf(request) > 0) return FINISH;
      const thoughts = /model's thoughts/.test(textOf(request)) ? '' : 'Okay, the user wants two sentences.\n\n';
      return call('write_file', { path: 'NOTES.md', content: thoughts + TEXT });
    },
  ],
  after: { 'NOTES.md': TEXT },
});
