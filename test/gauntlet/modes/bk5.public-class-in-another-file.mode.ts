import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BK5',
  title: 'a public class of Java is renamed and its file is not',
  at: 'executor',
  goal: 'Rename the class Foo to Bar.',
  before: { 'src/Foo.java': 'public class Foo {\n    public int one() {\n        return 1;\n    }\n}\n' },
  executor: [
    attempt(
      call('edit_file', { path: 'src/Foo.java', old_str: 'public class Foo {', new_str: 'public class Bar {' }),
      finish('All of it is done.'),
    ),
  ],
  fails: /Bar\.java|Foo/,
  mostRequests: 80,
});
