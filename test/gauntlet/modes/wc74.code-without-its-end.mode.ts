import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'WC74',
  title: 'a Go file without its end',
  at: 'executor',
  goal: 'Create main.go that prints hello.',
  executor: [
    attempt(
      call('write_file', {
        path: 'main.go',
        content:
          'package main\n\nimport "fmt"\n\nfunc main() {\n\tfor i := 0; i < 3; i++ {\n\t\tfmt.Println("hello")\n',
      }),
      FINISH,
    ),
  ],
  fails: /main\.go/,
});
