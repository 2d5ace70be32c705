import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

const GUIDE =
  '# Guide\n\n## Install\n\nRun `make install`.\n\n## Use\n\n1. Start the service.\n2. Open the page.\n3. Log in.\n\n## Remove\n\nRun `make uninstall`.\n';
const written = `<tool_call>\n${JSON.stringify({ name: 'write_file', arguments: { path: 'GUIDE.md', content: GUIDE } })}`;

export default mode({
  id: 'EB39',
  title: 'a call in the text ends at the limit of tokens, inside a word',
  at: 'executor',
  goal: 'Write GUIDE.md with three sections: Install (make install), Use (start the service, open the page, log in; numbered) and Remove (make uninstall).',
  executor: [
    { text: written.slice(0, written.indexOf('Log in') + 3), finish: 'length' },
    call('write_file', { path: 'GUIDE.md', content: GUIDE }),
    FINISH,
  ],
  after: { 'GUIDE.md': GUIDE },
});
