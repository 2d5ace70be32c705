import { call, finish } from '#testing';
import { attempt, bySubtask, mode } from '../mode.js';

export default mode({
  id: 'PL57',
  title: 'a hidden file is planned, and made without its point in a folder',
  at: 'planner',
  goal: 'Make a vim configuration from the settings in wishes.txt and an install script that links it into the home folder.',
  before: { 'wishes.txt': 'line numbers\nfour spaces for a tab\n', 'git/gitconfig': '[user]\n\tname = Ada\n' },
  plan: [
    {
      id: 'vim',
      description: 'Write the vim configuration.',
      acceptance_criteria: 'Line numbers are on and a tab is four spaces.',
      expected_outputs: ['.vimrc'],
    },
    { id: 'install', description: 'Write the install script.', expected_outputs: ['install.sh'], depends_on: ['vim'] },
  ],
  executor: [
    bySubtask({
      vim: attempt(
        call('read_file', { path: 'wishes.txt' }),
        call('list_directory', { path: '.' }),
        call('write_file', { path: 'vim/vimrc', content: 'set number\nset tabstop=4 shiftwidth=4 expandtab\n' }),
        finish('vim/vimrc has both settings.'),
      ),
      install: attempt(
        call('read_file', { path: 'vim/vimrc' }),
        call('write_file', {
          path: 'install.sh',
          content: '#!/bin/sh\nset -eu\nhere=$(cd "$(dirname "$0")" && pwd)\nln -sf "$here/vim/vimrc" "$HOME/.vimrc"\n',
        }),
        call('shell_execute', { command: 'sh -n install.sh' }),
        finish('install.sh links vim/vimrc.'),
      ),
    }),
  ],
  after: {
    'vim/vimrc': 'set number\nset tabstop=4 shiftwidth=4 expandtab\n',
    'install.sh': '#!/bin/sh\nset -eu\nhere=$(cd "$(dirname "$0")" && pwd)\nln -sf "$here/vim/vimrc" "$HOME/.vimrc"\n',
  },
  mostRequests: 60,
});
