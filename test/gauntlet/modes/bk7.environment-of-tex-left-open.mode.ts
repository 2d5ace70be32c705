import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BK7',
  title: 'an environment of LaTeX is never ended',
  at: 'executor',
  goal: 'Add an itemize list with the points speed and safety to the section Goals of report.tex.',
  before: {
    'report.tex': '\\documentclass{article}\n\\begin{document}\n\\section{Goals}\nOur goals.\n\\end{document}\n',
  },
  executor: [
    attempt(
      call('edit_file', {
        path: 'report.tex',
        old_str: 'Our goals.\n',
        new_str: 'Our goals.\n\\begin{itemize}\n\\item speed\n\\item safety\n',
      }),
      finish('All of it is done.'),
    ),
  ],
  fails: /itemize|report\.tex/,
  mostRequests: 80,
});
