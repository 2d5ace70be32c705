import { afterEach, describe, expect, it } from 'vitest';
import { faults, removePlayed, type Files } from './played.fixture.js';

afterEach(removePlayed);

const upTo = (n: number): string => Array.from({ length: n }, (_, at) => `${at + 1}\n`).join('');
const downFrom = (n: number): string => Array.from({ length: n }, (_, at) => `${n - at}\n`).join('');
const DOWN = 'Write the numbers from 1 to 9 to n.txt, one per line, in descending order.';
const SOME = 'Write the numbers 5 down to 1 to n.txt, one per line, without 3.';
const TRIM = 'Remove all trailing whitespace from a.txt.';
const TABS = 'Change the indentation of a.py from tabs to 4 spaces.';
const TABBED = { 'a.py': 'def a():\n\treturn 1\n\n\ndef b():\n\treturn 2\n' };
const SPACED = { 'a.py': 'def a():\n    return 1\n\n\ndef b():\n    return 2\n' };
const LIVE = 'Uncomment the line "#debug=true" in app.conf.';
const CONF = { 'app.conf': 'port=1\n#debug=true\n' };
const SNAKE = 'Convert all keys in s.json to snake_case.';
const IGNORE = 'Create a .gitignore that ignores node_modules, dist and .env.';

describe('lines that look otherwise than they are to', () => {
  it.each<[string, Files, Files]>([
    [DOWN, {}, { 'n.txt': upTo(9) }],
    [DOWN, {}, { 'n.txt': downFrom(8) }],
    ['Write the numbers from 9 down to 1 to n.txt.', {}, { 'n.txt': upTo(9) }],
    [SOME, {}, { 'n.txt': downFrom(5) }],
    [SOME, {}, { 'n.txt': '5\n4\n2\n' }],
    ['Write the numbers from 1 to 4 to n.txt, but leave out 2 and 3.', {}, { 'n.txt': '1\n3\n4\n' }],
    [TRIM, { 'a.txt': 'a  \nb\t\nc\n' }, { 'a.txt': 'a\nb\t\nc\n' }],
    [
      'Strip trailing spaces from every line of a.txt and b.txt.',
      { 'a.txt': 'a \n', 'b.txt': 'b \n' },
      { 'a.txt': 'a\n', 'b.txt': 'b \n' },
    ],
    [TABS, TABBED, { 'a.py': `def a():\n    return 1\n\n\ndef b():\n\treturn 2\n` }],
    ['Replace tabs with spaces in a.py.', TABBED, TABBED],
    ['Replace tabs with spaces in a.py.', TABBED, { 'a.py': SPACED['a.py'].replace('    return 2', '  \treturn 2') }],
    ['Replace each tab in a.py by 4 spaces.', TABBED, TABBED],
    ['Please convert all of the tabs in a.py to spaces', TABBED, TABBED],
    ['Replace tab characters in a.py with four spaces.', TABBED, TABBED],
    ['Convert tabs to spaces in a.py.', TABBED, { 'a.py': `${TABBED['a.py']}# done\n` }],
    [LIVE, CONF, { 'app.conf': 'port=1\n#debug=true\ndebug=true\n' }],
    [LIVE, CONF, { 'app.conf': 'port=1\n' }],
    ['Comment out the line "debug=true" in app.conf.', { 'app.conf': 'debug=true\n' }, { 'app.conf': '' }],
    [SNAKE, { 's.json': '{"maxSize":1,"in":{"someKey":2}}' }, { 's.json': '{"max_size":1,"in":{"someKey":2}}' }],
    [IGNORE, {}, { '.gitignore': 'node_modules/\ndist/\n' }],
    [IGNORE, {}, { '.gitignore': 'node_modules/\ndist/\n!.env\n# .env\n' }],
  ])('%s', async (text, before, after) => {
    expect(await faults(text, before, after)).not.toBe('');
  });

  it.each<[string, Files, Files]>([
    [DOWN, {}, { 'n.txt': downFrom(9) }],
    ['Write the numbers from 1 to 9 to n.txt, odd ones first.', {}, { 'n.txt': '1\n3\n5\n7\n9\n2\n4\n6\n8\n' }],
    ['Write the numbers from 1 to 9 to n.txt in descending order, each with its square.', {}, { 'n.txt': '9 81\n' }],
    [TRIM, { 'a.txt': 'a  \nb\t\n' }, { 'a.txt': 'a\nb\n' }],
    [
      'Remove trailing whitespace from a.txt, but keep that of the second line.',
      { 'a.txt': 'a \nb \n' },
      { 'a.txt': 'a\nb \n' },
    ],
    [TABS, TABBED, SPACED],
    ['Convert tabs to spaces in Makefile.', { Makefile: 'a:\n\tb\n' }, { Makefile: 'a:\n\tb\n# c\n' }],
    [LIVE, CONF, { 'app.conf': 'port=1\ndebug=true\n' }],
    [LIVE, { 'app.conf': '#debug=true\n[x]\n#debug=true\n' }, { 'app.conf': 'debug=true\n[x]\n#debug=true\n' }],
    ['Uncomment the line "debug=true" in app.conf.', CONF, { 'app.conf': 'port=1\ndebug=true\n' }],
    [
      'Comment out the line "debug=true" in app.conf.',
      { 'app.conf': 'debug=true\n' },
      { 'app.conf': '# debug=true\n' },
    ],
    [SNAKE, { 's.json': '{"maxSize":1,"a/B":{"someKey":2}}' }, { 's.json': '{"max_size":1,"a/B":{"some_key":2}}' }],
    [
      'Convert only the top-level keys in s.json to snake_case.',
      { 's.json': '{"aB":{"cD":1}}' },
      { 's.json': '{"a_b":{"cD":1}}' },
    ],
    [IGNORE, {}, { '.gitignore': '# deps\nnode_modules\n/dist/*\n.env*\n' }],
    ['Create a .gitignore that ignores all logs and everything in tmp.', {}, { '.gitignore': '*.log\n' }],
  ])('and may look so: %s', async (text, before, after) => {
    expect(await faults(text, before, after)).toBe('');
  });
});

const LIB = { 'lib/a.js': 'a\n', 'lib/in/b.js': 'b\n' };
const CORE = { 'core/a.js': 'a\n', 'core/in/b.js': 'b\n' };
const SRC = { 'src/a.html': 'a\n', 'src/b.html': 'b\n', 'src/c.css': 'c\n' };
const COPY = 'Copy all .html files of src to the folder dist.';

describe('folders', () => {
  it.each<[string, Files, Files]>([
    ['Rename the folder lib to core.', LIB, { ...LIB, ...CORE }],
    ['Rename the lib folder to `core` and update the imports.', LIB, { 'lib/in/b.js': 'b\n', 'core/a.js': 'a\n' }],
    ['Rename the directory lib/ to core/.', LIB, { 'core/a.js': 'a\n' }],
    [COPY, SRC, { ...SRC, 'dist/a.html': 'a\n' }],
    ['Copy all files from src to dist.', SRC, { ...SRC, 'dist/a.html': 'a\n', 'dist/b.html': 'b\n' }],
  ])('are not as they are to be: %s', async (text, before, after) => {
    expect(await faults(text, before, after)).not.toBe('');
  });

  it.each<[string, Files, Files]>([
    ['Rename the folder lib to core.', LIB, CORE],
    ['Rename the folder src/lib to core.', { 'src/lib/a.js': 'a\n' }, { 'src/core/a.js': 'a\n' }],
    ['Rename the folder lib to core, but keep lib/a.js.', LIB, { 'lib/a.js': 'a\n', 'core/in/b.js': 'b\n' }],
    ['Rename the folder lib to core.', { 'a.js': 'a\n' }, { 'a.js': 'b\n' }],
    [COPY, SRC, { ...SRC, 'dist/a.html': 'a\n', 'dist/b.html': 'b\n' }],
    [COPY, { ...SRC, 'src/old/d.html': 'd\n' }, { ...SRC, 'dist/a.html': 'a\n', 'dist/b.html': 'b\n' }],
    ['Copy all files from src to dist except c.css.', SRC, { ...SRC, 'dist/a.html': 'a\n', 'dist/b.html': 'b\n' }],
  ])('are as they are to be: %s', async (text, before, after) => {
    expect(await faults(text, before, after)).toBe('');
  });
});
