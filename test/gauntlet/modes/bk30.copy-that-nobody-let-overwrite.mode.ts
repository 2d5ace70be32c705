import { call } from '#testing';
import { FINISH, mode } from '../mode.js';

export default mode({
  id: 'BK30',
  title: 'a copy that asks before it overwrites, nobody answers, says done',
  at: 'executor',
  goal: 'Overwrite settings.env with the content of defaults.env.',
  before: { 'defaults.env': 'MODE=prod\nDEBUG=0\n', 'settings.env': 'MODE=dev\nDEBUG=1\n' },
  executor: [
    call('shell_execute', { command: 'cp -i defaults.env settings.env; read -p "Keep a backup? [y/n] " yes; true' }),
    FINISH,
    call('shell_execute', { command: 'cp -f defaults.env settings.env' }),
    FINISH,
  ],
  after: { 'settings.env': 'MODE=prod\nDEBUG=0\n' },
});
