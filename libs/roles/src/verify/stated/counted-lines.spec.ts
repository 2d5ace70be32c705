import { afterEach, describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { withFences } from './counted-lines.js';
import { faults, removePlayed, type Files } from './played.fixture.js';

afterEach(removePlayed);

const GREET = 'Create greet.sh with exactly these two lines:\n#!/bin/sh\necho "Hello, $1"';

describe('lines that are given below the word of how many they are', () => {
  it.each<[string, Files, Files, string]>([
    [GREET, {}, { 'greet.sh': '#!/bin/sh\necho "Hello, "\n' }, 'greet.sh'],
    [
      'Create f.py with the following 2 lines:\ndef f():\n    return 1\nThen say so in b.md.',
      {},
      { 'f.py': 'def f():\n    return 2\n' },
      'f.py',
    ],
    ['Write a.txt containing exactly this line:\nport = $PORT', {}, { 'a.txt': 'port = \n' }, 'a.txt'],
    [
      'Extend a.ini with these two lines:\nport = 1\nhost = b',
      { 'a.ini': '[x]\n' },
      { 'a.ini': '[x]\nport = 1\n' },
      'host = b',
    ],
  ])('are all that the file holds: %s', async (text, before, after, problem) => {
    expect(await faults(text, before, after)).toContain(problem);
  });

  it.each<[string, Files, Files]>([
    [GREET, {}, { 'greet.sh': '#!/bin/sh\necho "Hello, $1"\n' }],
    [GREET, {}, { 'greet.sh': '#!/bin/sh\r\necho "Hello, $1"' }],
    [
      'Extend a.ini with these two lines:\nport = 1\nhost = b',
      { 'a.ini': '[x]\n' },
      { 'a.ini': '[x]\nport = 1\nhost = b\n' },
    ],
    [
      'Extend a.ini with these lines:\n```\nport = 1\nhost = b\n```',
      { 'a.ini': '[x]\n' },
      { 'a.ini': '[x]\nport = 1\nhost = b\n' },
    ],
    [
      'Make sure a.ini has these two lines:\nport = 1\nhost = b',
      { 'a.ini': '[x]\nport = 1\n' },
      { 'a.ini': '[x]\nport = 1\nhost = b\n' },
    ],
    [
      'Update a.ini to contain this exact line:\nport = 1',
      { 'a.ini': '[x]\nport = 2\n' },
      { 'a.ini': '[x]\nport = 1\n' },
    ],
    [
      'Create a.ini with these two lines:\nport = 1\nhost = b\nand a comment above each.',
      {},
      { 'a.ini': '# port\nport = 1\n# host\nhost = b\n' },
    ],
    ['In a.txt replace this line:\nold\nwith this line:\nnew', { 'a.txt': 'x\nold\n' }, { 'a.txt': 'x\nnew\n' }],
    ['Create p.py that prints exactly these two lines:\nhello\nworld', {}, { 'p.py': 'for w in WORDS: print(w)\n' }],
    [
      'Create p.py. When it runs it must print exactly these two lines:\nhello\nworld',
      {},
      { 'p.py': 'for w in WORDS: print(w)\n' },
    ],
    // Words about the lines.
    [
      'Create a.txt with exactly these two lines:\nthe name of the package\nits version',
      {},
      { 'a.txt': 'tea\n1.0.0\n' },
    ],
    ['Create a.txt with exactly these two lines:\n- the name\n- the version', {}, { 'a.txt': 'tea\n1.0.0\n' }],
    ['Create a.txt with exactly these two lines:\n"one"\n"two"', {}, { 'a.txt': 'one\ntwo\n' }],
    ['Create a.txt with exactly these three lines:\nname and version', {}, { 'a.txt': 'tea\n1\n2\n' }],
  ])('leave right work alone: %s', async (text, before, after) => {
    expect(await faults(text, before, after)).toBe('');
  });

  it('are fenced where they stand, and nothing else is', () => {
    expect(withFences('Write a.txt with these two lines:\nx\ny\nThen delete b.txt.')).toBe(
      'Write a.txt with these two lines:\n```\nx\ny\n```\nThen delete b.txt.',
    );
    expect(withFences('Sort these two lines: x, y.')).toBe('Sort these two lines: x, y.');
  });

  it('are looked for in linear time', () => {
    for (const unit of ['these two lines:\n', 'this line:\nx\n', 'the following ', 'these two lines:\nx\ny\n'])
      assertLinear(withFences, unit, 12_000 / unit.length);
  });
});
