import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

const DATA = `window.__DATA__=[${Array.from({ length: 9000 }, (_, n) => `{"id":${n},"v":"${(n * 7919).toString(36)}"}`).join(',')}];\n`;
const PAGE =
  '<!doctype html>\n<html lang="en">\n  <head>\n    <meta charset="utf-8">\n    <title>Raport</title>\n    <script src="data.js"></script>\n  </head>\n  <body>\n    <h1>Raport</h1>\n    <div id="list"></div>\n  </body>\n</html>\n';

export default mode({
  id: 'EB38',
  title: 'reads a file of one endless line in a window of 8192 tokens',
  at: 'executor',
  goal: 'Corrige la faute dans index.html : "Raport" doit être "Report", dans le titre et dans le h1.',
  before: { 'data.js': DATA, 'index.html': PAGE },
  executor: [
    call('read_file', { path: 'data.js' }),
    call('shell_execute', { command: 'cat data.js index.html' }),
    call('shell_execute', { command: "sed -i 's/Raport/Report/g' index.html" }),
    FINISH,
  ],
  own: { contextWindow: 8192 },
  after: { 'index.html': PAGE.replaceAll('Raport', 'Report') },
});
