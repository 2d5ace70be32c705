import { call, finish } from '#testing';
import { attempt, mode } from '../mode.js';

export default mode({
  id: 'BP33',
  title: 'a here-document lets the shell expand what should be written',
  at: 'executor',
  goal: 'Create greet.sh with exactly these two lines:\n#!/bin/sh\necho "Hello, $1, from $(hostname)"',
  executor: [
    attempt(
      call('shell_execute', {
        command: 'cat > greet.sh << EOF\n#!/bin/sh\necho "Hello, $1, from $(hostname)"\nEOF',
      }),
      finish('greet.sh is written.'),
    ),
  ],
  fails: /greet\.sh|Hello|\$1/,
});
