import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BK15',
  title: 'a translation lacks one of the keys',
  at: 'executor',
  goal: 'Traduis en.json en français dans fr.json, avec les mêmes clés.',
  before: { 'en.json': '{\n  "save": "Save",\n  "cancel": "Cancel",\n  "close": "Close"\n}\n' },
  executor: [
    attempt(
      call('read_file', { path: 'en.json' }),
      call('write_file', { path: 'fr.json', content: '{\n  "save": "Enregistrer",\n  "cancel": "Annuler"\n}\n' }),
      finish('All of it is done.'),
    ),
  ],
  fails: /fr\.json|close/,
  mostRequests: 80,
});
