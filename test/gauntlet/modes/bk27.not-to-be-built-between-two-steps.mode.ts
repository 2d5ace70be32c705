import { call } from '#testing';
import { attempt, bySubtask, FINISH, mode } from '../mode.js';

const OLD = 'package main\n\nimport "fmt"\n\nfunc main() {\n\tfmt.Println("hi")\n}\n';
const IMPORTED = OLD.replace('import "fmt"', 'import (\n\t"fmt"\n\t"os"\n)');
const DONE = IMPORTED.replace('"hi"', 'os.Args');

export default mode({
  id: 'BK27',
  title: 'right work: between two steps the program cannot be built',
  at: 'executor',
  goal: 'Let main.go print the arguments of the program.',
  before: { 'main.go': OLD },
  plan: [
    { id: 'a', description: 'Import the package os in main.go' },
    { id: 'b', description: 'Print os.Args in main.go', depends_on: ['a'] },
  ],
  executor: [
    bySubtask({
      a: attempt(call('write_file', { path: 'main.go', content: IMPORTED }), FINISH),
      b: attempt(
        call('read_file', { path: 'main.go' }),
        call('write_file', { path: 'main.go', content: DONE }),
        FINISH,
      ),
    }),
  ],
  after: { 'main.go': DONE },
});
