import { call } from '#testing';
import { attempt, FINISH, mode } from '../mode.js';

export default mode({
  id: 'FE42',
  title: 'Python in a file of Go',
  at: 'executor',
  goal: 'Create main.go that prints hello.',
  executor: [
    attempt(
      call('write_file', {
        path: 'main.go',
        content: 'def main():\n    print("hello")\n\n\nif __name__ == "__main__":\n    main()\n',
      }),
      FINISH,
    ),
  ],
  fails: /main\.go/,
});
