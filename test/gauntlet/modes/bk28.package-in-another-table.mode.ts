import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BK28',
  title: 'a package comes to stand in the last table of a manifest, which holds none',
  at: 'executor',
  goal: 'Füge serde in Version 1.0 zu den Abhängigkeiten in Cargo.toml hinzu.',
  before: {
    'Cargo.toml':
      '[package]\nname = "kit"\nversion = "0.1.0"\n\n[dependencies]\nlog = "0.4"\n\n[profile.release]\nlto = true\n',
  },
  executor: [
    attempt(
      call('shell_execute', { command: `echo 'serde = "1.0"' >> Cargo.toml` }),
      finish('serde is a dependency now.'),
    ),
  ],
  fails: /serde stands in \[profile\.release\]/,
  mostRequests: 80,
});
