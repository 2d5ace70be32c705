import { call } from '#testing';
import { FINISH, mode } from '../mode.js';
import { onceWrong } from '../once-wrong.js';

const HEAD = '// Copyright 2026 Acme\n';
const FILES = {
  'src/a.ts': 'export const a = 1;\n',
  'src/b.ts': 'export const b = 2;\n',
  'src/lib/c.ts': 'export const c = 3;\n',
  'src/old.js': 'module.exports = 4;\n',
};

export default mode({
  id: 'DA23',
  title: 'a header reaches a file it was not meant for and not the one in a deeper folder',
  at: 'executor',
  goal: 'Add "// Copyright 2026 Acme" as the first line of every .ts file in src and its subfolders. Leave other files as they are.',
  before: FILES,
  executor: [
    onceWrong(
      [
        call('shell_execute', {
          command: "for f in src/*.ts src/*.js; do sed -i '1i // Copyright 2026 Acme' $f; done",
        }),
        FINISH,
      ],
      [
        call('write_file', { path: 'src/a.ts', content: HEAD + FILES['src/a.ts'] }),
        call('write_file', { path: 'src/b.ts', content: HEAD + FILES['src/b.ts'] }),
        call('write_file', { path: 'src/lib/c.ts', content: HEAD + FILES['src/lib/c.ts'] }),
        call('write_file', { path: 'src/old.js', content: FILES['src/old.js'] }),
        FINISH,
      ],
    ),
  ],
  after: {
    'src/a.ts': HEAD + FILES['src/a.ts'],
    'src/b.ts': HEAD + FILES['src/b.ts'],
    'src/lib/c.ts': HEAD + FILES['src/lib/c.ts'],
  },
  fails: /c\.ts|old\.js/,
  mostRequests: 80,
});
