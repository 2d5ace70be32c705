import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

export default mode({
  id: 'RT31',
  title: 'right work: a later step makes one sentence of the draft of an earlier one, as the plan says in German',
  at: 'executor',
  goal: 'Write tour.md about our boat tour, one catchy sentence in the end.',
  before: {},
  plan: [
    { id: 'draft', description: 'Write a description of the tour into tour.md' },
    { id: 'cut', description: 'Kürze tour.md auf einen Satz', depends_on: ['draft'] },
  ],
  executor: [
    bySubtask({
      draft: attempt(
        call('write_file', {
          path: 'tour.md',
          content:
            '# Tour\n\nBoats leave in the morning from the old harbour.\nLunch follows on an island with goats.\n',
        }),
        FINISH,
      ),
      cut: attempt(
        call('write_file', { path: 'tour.md', content: 'A day on water: islands, sunshine, fish.\n' }),
        FINISH,
      ),
    }),
  ],
  after: { 'tour.md': 'A day on water: islands, sunshine, fish.\n' },
  mostRequests: 120,
});
