import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

const CARD = (name: string): string => `BEGIN:VCARD\nVERSION:3.0\nFN:${name}\nEND:VCARD\n`;

export default mode({
  id: 'BL28',
  title: 'two of three contacts are split off, then the address book is deleted',
  at: 'planner',
  goal: 'Divide contacts.vcf : un fichier par contact dans le dossier contacts, nommé d’après le prénom (contacts/eve.vcf etc.).',
  before: { 'contacts.vcf': CARD('Eve Roux') + CARD('Luc Petit') + CARD('Zoé Blanc') },
  plan: [
    { id: 'eve', description: 'Écrire contacts/eve.vcf' },
    { id: 'luc', description: 'Écrire contacts/luc.vcf' },
    { id: 'fin', description: 'Supprimer contacts.vcf, qui ne sert plus', depends_on: ['eve', 'luc'] },
  ],
  executor: [
    bySubtask({
      eve: attempt(call('write_file', { path: 'contacts/eve.vcf', content: CARD('Eve Roux') }), FINISH),
      luc: attempt(call('write_file', { path: 'contacts/luc.vcf', content: CARD('Luc Petit') }), FINISH),
      fin: attempt(call('delete_file', { path: 'contacts.vcf' }), FINISH),
    }),
  ],
  halfway: [{ 'contacts/eve.vcf': CARD('Eve Roux'), 'contacts/luc.vcf': CARD('Luc Petit') }],
  fails: /contacts\.vcf|Zo[eé]/,
  mostRequests: 100,
});
