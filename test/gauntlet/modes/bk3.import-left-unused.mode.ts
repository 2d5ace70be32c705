import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BK3',
  title: 'a function of Go is removed and an import that only it used stays, which does not compile',
  at: 'executor',
  goal: 'Remove the function debug from main.go.',
  before: {
    'main.go':
      'package main\n\nimport (\n\t"fmt"\n\t"os"\n)\n\nfunc debug() {\n\tfmt.Fprintln(os.Stderr, "debug")\n}\n\nfunc main() {\n\tfmt.Println("hi")\n}\n',
  },
  executor: [
    attempt(
      call('edit_file', {
        path: 'main.go',
        old_str: 'func debug() {\n\tfmt.Fprintln(os.Stderr, "debug")\n}\n\n',
        new_str: '',
      }),
      finish('All of it is done.'),
    ),
  ],
  fails: /main\.go|"os"/,
  mostRequests: 80,
});
