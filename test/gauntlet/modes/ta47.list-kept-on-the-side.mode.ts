import { call, calls, turnOf } from '#testing';
import { honest } from '../honest.js';
import { bySubtask, FINISH, mode, type Step } from '../mode.js';

const todo = (content: string, status: string) =>
  call('todo_write', { merge: false, todos: [{ id: '1', content, status }] });
const work =
  (path: string, content: string): Step =>
  (request) =>
    [
      calls(
        todo(`Write ${path}`, 'in_progress'),
        call('think', { thought: 'This is easy.' }),
        call('write_file', { path, content }),
      ),
      calls(todo(`Write ${path}`, 'completed'), FINISH),
    ][turnOf(request) % 2] ?? FINISH;
/** Trained on another harness: with every call it keeps a list and thinks by tools that are not here. */
export default mode({
  id: 'TA47',
  title: 'beside every call it keeps a list with a tool that is not here',
  at: 'executor',
  goal: 'Create a.txt with the single line "hello", b.txt with the single line "bye" and c.txt with the single line "tea".',
  plan: [
    { id: 'hello', description: 'Create a.txt with the line "hello"' },
    { id: 'bye', description: 'Create b.txt with the line "bye"' },
    { id: 'tea', description: 'Create c.txt with the line "tea"', depends_on: ['hello', 'bye'] },
  ],
  executor: [bySubtask({ hello: work('a.txt', 'hello\n'), bye: work('b.txt', 'bye\n'), tea: work('c.txt', 'tea\n') })],
  verifier: [honest({ hello: ['+hello'], bye: ['+bye'], tea: ['+tea'] })],
  after: { 'a.txt': 'hello\n', 'b.txt': 'bye\n', 'c.txt': 'tea\n' },
});
