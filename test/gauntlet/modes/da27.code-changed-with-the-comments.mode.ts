import { call } from '#testing';
import { FINISH, mode } from '../mode.js';
import { onceWrong } from '../once-wrong.js';

const RIGHT = '#!/bin/sh\n# Copies the folder\nset -e\n\n# Target may contain spaces\ncp -r "$1" "$2"\necho "fertig"\n';

export default mode({
  id: 'DA27',
  title: 'the code changes when only the comments were to be translated',
  at: 'executor',
  goal: 'Translate the comments in copy.sh to English. Do not change the code.',
  before: {
    'copy.sh':
      '#!/bin/sh\n# Kopiert den Ordner\nset -e\n\n# Ziel darf Leerzeichen enthalten\ncp -r "$1" "$2"\necho "fertig"\n',
  },
  executor: [
    onceWrong(
      [
        call('read_file', { path: 'copy.sh' }),
        call('write_file', {
          path: 'copy.sh',
          content: '#!/bin/sh\n# Copies the folder\nset -e\n\n# Target may contain spaces\ncp -r $1 $2\necho "done"\n',
        }),
        FINISH,
      ],
      [call('write_file', { path: 'copy.sh', content: RIGHT }), FINISH],
    ),
  ],
  after: { 'copy.sh': RIGHT },
  fails: /copy\.sh/,
  mostRequests: 80,
});
