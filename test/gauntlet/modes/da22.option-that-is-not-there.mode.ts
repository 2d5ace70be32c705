import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'DA22',
  title: 'a document lists an option that the program does not have and leaves out one that it has',
  at: 'executor',
  goal: 'Add a section "Options" to README.md that lists every option of cli.py.',
  before: {
    'README.md': '# pack\n\nPacks a folder.\n',
    'cli.py':
      "import argparse\n\nparser = argparse.ArgumentParser()\nparser.add_argument('--source')\nparser.add_argument('--target')\nparser.add_argument('--force', action='store_true')\nargs = parser.parse_args()\n",
  },
  executor: [
    attempt(
      call('read_file', { path: 'cli.py' }),
      call('edit_file', {
        path: 'README.md',
        old_str: 'Packs a folder.\n',
        new_str:
          'Packs a folder.\n\n## Options\n\n- `--source`: the folder to pack\n- `--target`: where the archive goes\n- `--verbose`: say more\n',
      }),
      FINISH,
    ),
  ],
  fails: /README|--force|--verbose/,
  mostRequests: 80,
});
