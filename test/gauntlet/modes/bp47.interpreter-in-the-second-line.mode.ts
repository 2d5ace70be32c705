import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BP47',
  title: 'the line that names the interpreter is the second one',
  at: 'executor',
  goal: 'Create hello.py, a script with a line for its interpreter python3, that prints hello.',
  executor: [
    attempt(
      call('write_file', { path: 'hello.py', content: '\n#!/usr/bin/env python3\nprint("hello")\n' }),
      finish('hello.py prints hello.'),
    ),
  ],
  fails: /hello\.py|interpreter/,
});
