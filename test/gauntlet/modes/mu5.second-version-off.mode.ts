import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'MU5',
  title: 'of two versions that were to be raised, one becomes another',
  at: 'executor',
  goal: 'Update serde to 1.0.200 and tokio to 1.37 in Cargo.toml, but do not touch rand, the newer one breaks us.',
  before: {
    'Cargo.toml': '[package]\nname = "svc"\n\n[dependencies]\nrand = "0.7"\nserde = "1.0.150"\ntokio = "1.20"\n',
  },
  executor: [
    attempt(
      call('edit_file', { path: 'Cargo.toml', old_str: '1.0.150', new_str: '1.0.200' }),
      call('edit_file', { path: 'Cargo.toml', old_str: '"1.20"', new_str: '"1.30"' }),
      FINISH,
    ),
  ],
  fails: /1\.37/,
});
