import { call, finish } from '#testing';
import { attempt, bySubtask, mode } from '../mode.js';

export default mode({
  id: 'PL64',
  title: 'a pattern with a guessed folder is planned, and the files lie elsewhere',
  at: 'planner',
  goal: 'Separa el poemario en un archivo por poema.',
  before: { 'poemario.md': '# Poemario\n\n## Mar\n\nAzul y sal.\n\n## Sol\n\nLuz y pan.\n' },
  plan: [
    { id: 'leer', description: 'Leer el poemario.', expected_outputs: ['estructura.json'] },
    {
      id: 'separar',
      description: 'Separar los poemas en archivos.',
      expected_outputs: ['poemas/*.md'],
      depends_on: ['leer'],
    },
  ],
  executor: [
    bySubtask({
      leer: attempt(call('read_file', { path: 'poemario.md' }), finish('Hay dos poemas: Mar y Sol.')),
      separar: attempt(
        call('write_file', { path: 'poema-mar.md', content: '## Mar\n\nAzul y sal.\n' }),
        call('write_file', { path: 'poema-sol.md', content: '## Sol\n\nLuz y pan.\n' }),
        finish('poema-mar.md y poema-sol.md.'),
      ),
    }),
  ],
  after: { 'poema-mar.md': '## Mar\n\nAzul y sal.\n', 'poema-sol.md': '## Sol\n\nLuz y pan.\n' },
  mostRequests: 60,
});
