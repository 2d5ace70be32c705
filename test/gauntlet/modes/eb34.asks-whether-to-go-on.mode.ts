import { answer, call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'EB34',
  title: 'asks twice in the language of the goal whether it should go on',
  at: 'executor',
  goal: 'Erstelle einkauf.md mit einer Überschrift "Einkauf" und den Punkten Brot, Milch und Äpfel.',
  executor: [
    answer('Ich werde die Datei einkauf.md anlegen. Soll ich fortfahren?'),
    answer('Bitte bestätige kurz, dass ich die Datei schreiben darf.'),
    call('write_file', { path: 'einkauf.md', content: '# Einkauf\n\n- Brot\n- Milch\n- Äpfel\n' }),
    FINISH,
  ],
  after: { 'einkauf.md': '# Einkauf\n\n- Brot\n- Milch\n- Äpfel\n' },
});
