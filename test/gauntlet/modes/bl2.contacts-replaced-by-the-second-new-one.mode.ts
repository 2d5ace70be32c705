import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

const MARTA = 'BEGIN:VCARD\nVERSION:3.0\nFN:Marta Sol\nTEL:600111222\nEND:VCARD\n';
const ANA = 'BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nTEL:600333444\nEND:VCARD\n';
const LUIS = 'BEGIN:VCARD\nVERSION:3.0\nFN:Luis Gil\nTEL:600555666\nEND:VCARD\n';

export default mode({
  id: 'BL2',
  title: 'the second contact is written over the address book with the first',
  at: 'executor',
  goal: 'Añade a contactos.vcf los contactos Ana Ruiz (600333444) y Luis Gil (600555666).',
  before: { 'contactos.vcf': MARTA },
  plan: [
    { id: 'ana', description: 'Añadir a Ana Ruiz (600333444) a contactos.vcf' },
    { id: 'luis', description: 'Añadir a Luis Gil (600555666) a contactos.vcf', depends_on: ['ana'] },
  ],
  executor: [
    bySubtask({
      ana: attempt(call('shell_execute', { command: `printf '%s' '${ANA}' >> contactos.vcf` }), FINISH),
      luis: attempt(call('shell_execute', { command: `printf '%s' '${LUIS}' > contactos.vcf` }), FINISH),
    }),
  ],
  halfway: [{ 'contactos.vcf': MARTA + ANA }],
  fails: /contactos\.vcf|Ana Ruiz|Marta/,
  mostRequests: 80,
});
