import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

const MAIN =
  '\\documentclass{article}\n\\begin{document}\n\\section{Intro}\nWhy tea.\n\\section{Method}\nTen cups were brewed.\n\\end{document}\n';
const HALF =
  '\\documentclass{article}\n\\begin{document}\n\\input{chapters/intro}\n\\section{Method}\nTen cups were brewed.\n\\end{document}\n';

export default mode({
  id: 'BL8',
  title: 'the second section is taken out of the document and not written to its file',
  at: 'executor',
  goal: 'Split main.tex: the section Intro goes to chapters/intro.tex, the section Method to chapters/method.tex, and main.tex inputs both.',
  before: { 'main.tex': MAIN },
  plan: [
    { id: 'intro', description: 'Move the section Intro to chapters/intro.tex and input it in main.tex' },
    { id: 'method', description: 'Move the section Method out of main.tex and input it', depends_on: ['intro'] },
  ],
  executor: [
    bySubtask({
      intro: attempt(
        call('write_file', { path: 'chapters/intro.tex', content: '\\section{Intro}\nWhy tea.\n' }),
        call('write_file', { path: 'main.tex', content: HALF }),
        FINISH,
      ),
      method: attempt(
        call('write_file', {
          path: 'main.tex',
          content:
            '\\documentclass{article}\n\\begin{document}\n\\input{chapters/intro}\n\\input{chapters/method}\n\\end{document}\n',
        }),
        FINISH,
      ),
    }),
  ],
  halfway: [{ 'chapters/intro.tex': '\\section{Intro}\nWhy tea.\n', 'main.tex': HALF }],
  fails: /method/i,
  mostRequests: 80,
});
