import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BK4',
  title: 'a variant is added to an enum of Rust, and the match on it does not know it',
  at: 'executor',
  goal: 'Add the variant Blue to the enum Color in color.rs.',
  before: {
    'color.rs':
      'pub enum Color {\n    Red,\n    Green,\n}\n\npub fn name(c: &Color) -> &\'static str {\n    match c {\n        Color::Red => "red",\n        Color::Green => "green",\n    }\n}\n',
  },
  executor: [
    attempt(
      call('edit_file', { path: 'color.rs', old_str: '    Green,\n}', new_str: '    Green,\n    Blue,\n}' }),
      finish('All of it is done.'),
    ),
  ],
  fails: /Blue|match|color\.rs/,
  mostRequests: 80,
});
