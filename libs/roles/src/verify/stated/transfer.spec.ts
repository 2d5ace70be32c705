import { afterEach, describe, expect, it } from 'vitest';
import { faults, removePlayed, type Files } from './played.fixture.js';

afterEach(removePlayed);

const DOUBLE = { 'double.js': 'module.exports = (x) => x * 3;\n' };
const MAIN = { 'main.py': "import util\n\nprint(util.run('x'))\n" };
const TWO = { 'a.txt': 'one\n', 'b.txt': 'two\n' };
const ADD = { 'main.py': 'def add(a, b):\n    return a + b\n\n\nprint(add(1, 2))\n' };
const SUMS = { 'sums.py': 'def add(a, b):\n    return a + b\n' };

describe('work that went to another place than it was to', () => {
  it.each<[string, Files, Files]>([
    ['Fix double.js: it must return x * 2.', DOUBLE, { ...DOUBLE, 'fix.patch': '+x * 2\n' }],
    ['Fix the bug in double.js: it must return x * 2.', DOUBLE, { ...DOUBLE, 'lib/double.js': 'x * 2\n' }],
    ['In double.js make the function return x * 2.', DOUBLE, { ...DOUBLE, 'double_fixed.js': 'x * 2\n' }],
    ['Fix double.js so that it returns x * 2.', DOUBLE, { ...DOUBLE, 'NOTES.md': 'Return x * 2.\n' }],
    ['Replace every "a" in x.md with "b".', { 'x.md': 'a\na\n' }, { 'x.md': 'b\na\n' }],
    ['Change all occurrences of "a" in x.md to "b".', { 'x.md': 'a\na\n' }, { 'x.md': 'b\na\n' }],
    ['Append the line "end" to both a.txt and b.txt.', TWO, { ...TWO, 'a.txt': 'one\nend\n' }],
    ['Add the line "end" to a.txt and b.txt.', TWO, { ...TWO, 'b.txt': 'two\nend\n' }],
    ['Empty the file a.txt, but keep the file.', TWO, { 'b.txt': 'two\n' }],
    ['Clear the contents of a.txt.', TWO, { ...TWO, 'a.txt': 'on\n' }],
    ['Swap the contents of a.txt and b.txt.', TWO, { 'a.txt': 'one\n', 'b.txt': 'one\n' }],
    ['Exchange the contents of a.txt and b.txt.', TWO, { 'a.txt': 'two\n', 'b.txt': 'three\n' }],
    ['Move all .txt files into the folder notes.', TWO, { 'notes/a.txt': 'one\n', 'b.txt': 'two\n' }],
    ['Move all .txt files into notes/.', TWO, { 'notes/a.txt': 'one\n' }],
    ['Move the function add from main.py into sums.py and import it in main.py.', ADD, { ...ADD, ...SUMS }],
    ['Write d.json and copy it to b/d.json.', {}, { 'd.json': '[1]\n' }],
  ])('%s', async (text, before, after) => {
    expect(await faults(text, before, after)).not.toBe('');
  });

  it.each<[string, Files, Files]>([
    ['Write d.json and copy it to b/d.json.', {}, { 'd.json': '[1]\n', 'b/d.json': '[1]\n' }],
    ['Fix double.js: it must return x * 2.', DOUBLE, { 'double.js': 'module.exports = (x) => x * 2;\n' }],
    ['Fix main.py: run must print its argument.', MAIN, { ...MAIN, 'util.py': 'def run(x):\n    return x\n' }],
    ['Fix main.py: the module util is missing.', MAIN, { ...MAIN, 'lib.py': 'x = 1\n' }],
    ['Fix double.js so that main.py can import it.', DOUBLE, { ...DOUBLE, 'main.py': 'x = 1\n' }],
    ['Create triple.js like double.js does it.', DOUBLE, { ...DOUBLE, 'triple.js': 'x * 3\n' }],
    [
      'Fix the crash described in notes.md.',
      { 'notes.md': 'It crashes.\n' },
      { 'notes.md': 'It crashes.\n', 'a.py': '' },
    ],
    ['In double.js make it return x * 2, in a new file of its own.', DOUBLE, { ...DOUBLE, 'two.js': 'x * 2\n' }],
    ['Fix double.js: a test for it is missing.', DOUBLE, { ...DOUBLE, 'double.test.js': 'test();\n' }],
    [
      'Fix main.go so that it compiles.',
      { 'main.go': 'package main\n\nfunc main() { run() }\n' },
      { 'main.go': 'package main\n\nfunc main() { run() }\n', 'tasks.go': 'package main\n\nfunc run() {}\n' },
    ],
    [
      'Fix app.js: it stops at once.',
      { 'app.js': "import './go.js';\n", 'go.js': "import './steps.js';\n" },
      { 'app.js': "import './go.js';\n", 'go.js': "import './steps.js';\n", 'steps.js': 'go();\n' },
    ],
    [
      'Fix load.js: nothing is shown.',
      { 'load.js': 'for (const name of names) require(name);\n' },
      { 'load.js': 'for (const name of names) require(name);\n', 'extra.js': 'show();\n' },
    ],
    ['Fix app.py: it stops at once.', { 'app.py': 'load()\n' }, { 'app.py': 'load()\n', '.env': 'A=1\n' }],
    ['Replace every "a" in the first line of x.md with "b".', { 'x.md': 'a\na\n' }, { 'x.md': 'b\na\n' }],
    ['Change the "a" in x.md to "b".', { 'x.md': 'a\na\n' }, { 'x.md': 'b\na\n' }],
    ['Append the line "end" to a.txt or b.txt.', TWO, { ...TWO, 'a.txt': 'one\nend\n' }],
    ['Append the line "both" to a.txt and b.txt must stay.', TWO, { ...TWO, 'a.txt': 'one\nboth\n' }],
    ['Add the line "end" to a.txt and b.txt.', TWO, { 'a.txt': 'one\nend\n', 'b.txt': 'two\nend\n' }],
    ['Empty a.txt.', TWO, { ...TWO, 'a.txt': '' }],
    ['Empty a.txt. Then write the date into it.', TWO, { ...TWO, 'a.txt': 'Monday\n' }],
    ['Empty a.txt except for its first line.', TWO, TWO],
    ['Clear the contents of s.json.', { 's.json': '{"a":1}\n' }, { 's.json': '{}\n' }],
    ['Swap the contents of a.txt and b.txt.', TWO, { 'a.txt': 'two', 'b.txt': 'one\n' }],
    ['Swap the contents of a.txt and b.txt. Then delete a.txt.', TWO, { 'b.txt': 'one\n' }],
    ['Swap the first lines of a.txt and b.txt.', TWO, { 'a.txt': 'two\n', 'b.txt': 'one\nx\n' }],
    ['Move all .txt files into the folder notes.', TWO, { 'notes/a.txt': 'one\n', 'notes/2/b.txt': 'two\n' }],
    ['Move all .txt files into notes/.', { 'requirements.txt': 'x\n' }, { 'requirements.txt': 'x\n' }],
    ['Move all .txt files that are old into notes/.', TWO, TWO],
    ['Move all .txt files into notes/ except b.txt.', TWO, { 'notes/a.txt': 'one\n', 'b.txt': 'two\n' }],
    [
      'Move the function add from main.py into sums.py.',
      ADD,
      { ...SUMS, 'main.py': 'from sums import add\n\n\nprint(add(1, 2))\n' },
    ],
    [
      'Move the function add from main.py into sums.py.',
      ADD,
      { ...SUMS, 'main.py': 'import sums\n\n\ndef add(a, b):\n    return sums.add(a, b)\n\n\nprint(add(1, 2))\n' },
    ],
    ['Move the function add from main.py into sums.py, but keep the old one.', ADD, { ...ADD, ...SUMS }],
    ['Copy the function add from main.py into sums.py.', ADD, { ...ADD, ...SUMS }],
  ])('as it should be: %s', async (text, before, after) => {
    expect(await faults(text, before, after)).toBe('');
  });
});
