import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

const POT = 'msgid "Open"\nmsgstr ""\n\nmsgid "Close"\nmsgstr ""\n';
const DE = 'msgid "Open"\nmsgstr "Öffnen"\n\nmsgid "Close"\nmsgstr "Schließen"\n';

export default mode({
  id: 'BL3',
  title: 'the plan has steps for two of three languages',
  at: 'planner',
  goal: 'Translate messages.pot: German in po/de.po, French in po/fr.po and Spanish in po/es.po.',
  before: { 'messages.pot': POT },
  plan: [
    { id: 'de', description: 'Translate messages.pot into German, as po/de.po' },
    { id: 'fr', description: 'Translate messages.pot into French, as po/fr.po' },
  ],
  executor: [
    bySubtask({
      de: attempt(call('write_file', { path: 'po/de.po', content: DE }), FINISH),
      fr: attempt(
        call('write_file', {
          path: 'po/fr.po',
          content: 'msgid "Open"\nmsgstr "Ouvrir"\n\nmsgid "Close"\nmsgstr "Fermer"\n',
        }),
        FINISH,
      ),
    }),
  ],
  halfway: [{ 'po/de.po': DE, 'po/fr.po': 'msgid "Open"\nmsgstr "Ouvrir"\n\nmsgid "Close"\nmsgstr "Fermer"\n' }],
  fails: /es\.po|Spanish/,
  mostRequests: 80,
});
