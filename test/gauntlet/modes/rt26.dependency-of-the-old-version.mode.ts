import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'RT26',
  title: 'right work: a version is raised everywhere, and a dependency of the same version keeps its own',
  at: 'executor',
  goal: 'Bump the version from 1.2.0 to 1.3.0 everywhere.',
  before: {
    'Cargo.toml': '[package]\nname = "kit"\nversion = "1.2.0"\n\n[dependencies]\nserde = { version = "1.2.0" }\n',
    'README.md': '# kit\n\nVersion 1.2.0.\n',
    'docs/changes.md': '# Changes\n\n## Version 1.2.0\n- Faster.\n',
  },
  executor: [
    attempt(
      call('write_file', {
        path: 'Cargo.toml',
        content: '[package]\nname = "kit"\nversion = "1.3.0"\n\n[dependencies]\nserde = { version = "1.2.0" }\n',
      }),
      call('write_file', { path: 'README.md', content: '# kit\n\nVersion 1.3.0.\n' }),
      FINISH,
    ),
  ],
  after: {
    'Cargo.toml': '[package]\nname = "kit"\nversion = "1.3.0"\n\n[dependencies]\nserde = { version = "1.2.0" }\n',
    'README.md': '# kit\n\nVersion 1.3.0.\n',
  },
});
