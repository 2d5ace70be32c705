import { call } from '#testing';
import { honest, succeeded } from '../honest.js';
import { FINISH, mode } from '../mode.js';

const script = (word: string): string => `cat > greet.sh <<${word}\n#!/bin/sh\necho "hello $1"\nEOF`;

export default mode({
  id: 'CA31',
  title: 'the argument of a script is lost in the here-document that writes it',
  at: 'executor',
  goal: 'Create greet.sh that prints "hello" and its first argument.',
  executor: [
    (request, n) =>
      succeeded(request) ? FINISH : call('shell_execute', { command: script(n === 0 ? 'EOF' : "'EOF'") }),
  ],
  verifier: [honest({ work: ['echo "hello'] })],
  after: { 'greet.sh': '#!/bin/sh\necho "hello $1"\n' },
});
