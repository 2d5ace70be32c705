import { call } from '#testing';
import { attempt, FINISH, mode, oaCall, oaEnd, ol, olEnd, wire } from '../mode.js';

const GREET = 'Correct the greeting in hello.py to "hello".';
const FIXARGS = { path: 'hello.py', old_str: 'helo', new_str: 'hello' };
const FIX = call('edit_file', { path: 'hello.py', old_str: 'helo', new_str: 'hello' });
const HELLOPY = { 'hello.py': 'print("hello")\n' };
const HELO = { 'hello.py': 'print("helo")\n' };
export default mode({
  id: 'ST35',
  title: 'a byte order mark before the body',
  at: 'transport',
  goal: GREET,
  before: HELO,
  executor: [
    wire({
      ollama: '\ufeff' + ol({ tool_calls: [{ function: { name: 'edit_file', arguments: FIXARGS } }] }) + olEnd(),
      openai: '\ufeff' + oaCall(0, 'edit_file', JSON.stringify(FIXARGS), 'c1') + oaEnd('tool_calls'),
    }),
    attempt(FIX, FINISH),
  ],
  after: HELLOPY,
});
