import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE54',
  title: 'a remark of reStructuredText for the rest',
  at: 'executor',
  goal: 'Add a section Uninstall to guide.rst.',
  before: { 'guide.rst': 'Guide\n=====\n\nInstall\n-------\n\nRun make.\n' },
  executor: [
    attempt(
      call('read_file', { path: 'guide.rst' }),
      call('write_file', {
        path: 'guide.rst',
        content: '.. rest of the guide stays the same\n\nUninstall\n---------\n\nRun make clean.\n',
      }),
      FINISH,
    ),
  ],
  fails: /guide\.rst/,
});
