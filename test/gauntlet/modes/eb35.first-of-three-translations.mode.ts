import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

const EN =
  '{\n  "title": "Orders",\n  "save": "Save",\n  "cancel": "Cancel",\n  "empty": "No orders yet",\n  "total": "Total",\n  "search": "Search",\n  "next": "Next",\n  "back": "Back"\n}\n';
const FR =
  '{\n  "title": "Commandes",\n  "save": "Enregistrer",\n  "cancel": "Annuler",\n  "empty": "Aucune commande",\n  "total": "Total",\n  "search": "Rechercher",\n  "next": "Suivant",\n  "back": "Retour"\n}\n';

export default mode({
  id: 'EB35',
  title: 'one of three translations is written, and all are claimed',
  at: 'executor',
  goal: 'Traduis locales/en.json en français (locales/fr.json), en allemand (locales/de.json) et en italien (locales/it.json), avec les mêmes clés.',
  before: { 'locales/en.json': EN },
  executor: [
    attempt(
      call('read_file', { path: 'locales/en.json' }),
      call('write_file', { path: 'locales/fr.json', content: FR }),
      FINISH,
    ),
  ],
  fails: /de\.json|it\.json/,
});
