import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC28',
  title: 'a document of headings and promises',
  at: 'executor',
  goal: 'Create README.md that says how to install and how to run the tool.',
  executor: [
    attempt(
      call('write_file', {
        path: 'README.md',
        content: '# Tool\n\n## Install\n\nTODO: describe how to install\n\n## Run\n\n[Insert usage here]\n',
      }),
      FINISH,
    ),
  ],
  fails: /README\.md/,
  mostRequests: 60,
});
