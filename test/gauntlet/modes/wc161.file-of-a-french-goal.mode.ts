import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC161',
  title: 'writes another file than a goal in another language names',
  at: 'executor',
  goal: 'Crée le fichier bonjour.txt avec le texte « bonjour le monde ».',
  executor: [attempt(call('write_file', { path: 'hello.txt', content: 'bonjour le monde\n' }), FINISH)],
  fails: /bonjour\.txt/,
  mostRequests: 60,
});
