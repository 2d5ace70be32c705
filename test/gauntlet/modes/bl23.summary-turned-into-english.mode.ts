import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

const RESUMO = 'A reunião decidiu pintar a escola em julho.\n';

export default mode({
  id: 'BL23',
  title: 'the plan has the summary turned into English, though another language was asked for',
  at: 'planner',
  goal: 'Escreva em resumo.md um resumo de ata.md, em português, numa frase.',
  before: { 'ata.md': '# Ata\n\nFoi decidido pintar a escola em julho. Os pais ajudam.\n' },
  plan: [
    { id: 'resumo', description: 'Escrever o resumo de ata.md em resumo.md' },
    { id: 'english', description: 'Translate resumo.md into English', depends_on: ['resumo'] },
  ],
  executor: [
    bySubtask({
      resumo: attempt(call('write_file', { path: 'resumo.md', content: RESUMO }), FINISH),
      english: attempt(
        call('write_file', { path: 'resumo.md', content: 'The meeting decided to paint the school in July.\n' }),
        FINISH,
      ),
    }),
  ],
  after: { 'resumo.md': RESUMO },
  halfway: [{ 'resumo.md': RESUMO }],
  fails: /resumo\.md|English|portugu/,
  mostRequests: 80,
});
