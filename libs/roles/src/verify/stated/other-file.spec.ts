import { afterEach, describe, expect, it } from 'vitest';
import { faults, removePlayed, type Files } from './played.fixture.js';

afterEach(removePlayed);
const APART = { 'app.py': 'def run():\n    return 1\n', 'util.py': 'def aid():\n    return 2\n', 'a.md': '# A\n' };
const OTHER = { ...APART, 'util.py': 'def aid():\n    return 3\n' };
const DOCS = { 'docs/guide.md': '# Guide\n', 'README.md': '# R\n', 'a.json': '{}\n' };
const READ_ME = { ...DOCS, 'README.md': '# R\n\n## Installation\n\nnpm i\n' };

describe('work on a file that the text does not name', () => {
  it.each<[string, Files, Files]>([
    ['Add a docstring to app.py', APART, OTHER],
    ['Fix the bug in app.py', APART, OTHER],
    ['Improve the error handling of app.py', APART, OTHER],
    ['Document the functions in app.py', APART, OTHER],
    ['Simplify app.py', APART, OTHER],
    ['Fix the bug in app.py', APART, { ...APART, 'a.md': '# A\n\nThe bug is fixed.\n' }],
    ['Add a section about installation to docs/guide.md', DOCS, READ_ME],
    ['Add a section "Installation" to docs/guide.md.', DOCS, READ_ME],
    ['Shorten docs/guide.md', DOCS, READ_ME],
    ['Make the text in docs/guide.md friendlier', DOCS, READ_ME],
    ['Make docs/guide.md shorter', DOCS, READ_ME],
    ['Add an entry for the port to a.json', DOCS, READ_ME],
    ['Translate docs/guide.md to German', DOCS, READ_ME],
  ])('is noticed: %s', async (text, before, after) => {
    expect(await faults(text, before, after)).toMatch(/was to be (?:worked on|changed)|is as it was/);
  });

  it.each<[string, Files, Files]>([
    [
      'Fix the bug in main.py',
      { 'main.py': 'import util\n', 'util.py': 'import deep\n', 'deep.py': 'x = 1\n' },
      { 'main.py': 'import util\n', 'util.py': 'import deep\n', 'deep.py': 'x = 2\n' },
    ],
    [
      'Fix the bug in main.py',
      { 'main.py': 'import pkg\n', 'pkg/__init__.py': '' },
      { 'main.py': 'import pkg\n', 'pkg/__init__.py': 'x = 1\n' },
    ],
    [
      'Speed up load.js',
      { 'load.js': 'for (const n of names) require(n);\n', 'b.js': '1\n' },
      { 'load.js': 'for (const n of names) require(n);\n', 'b.js': '2\n' },
    ],
    ['Fix the crash that app.py shows on an empty list', APART, OTHER],
    ['Fix the failing test in app.py', APART, OTHER],
    ['Document app.py', APART, { ...APART, 'a.md': '# A\n\n`app` runs.\n' }],
    ['Add a section on app.py to a.md', APART, { ...APART, 'a.md': '# A\n\n## app.py\n' }],
    ['Update the code to the style of app.py', APART, OTHER],
    ['Follow the instructions in docs/guide.md', DOCS, READ_ME],
    ['Implement what docs/guide.md describes', DOCS, READ_ME],
    ['Add a link to docs/guide.md', DOCS, READ_ME],
    ['Read docs/guide.md and update README.md', DOCS, READ_ME],
    ['Make timers for both jobs in docs/guide.md', DOCS, READ_ME],
    ['Make a summary of docs/guide.md', DOCS, READ_ME],
    ['Make the index from the headings of docs/guide.md', DOCS, READ_ME],
    ['Fix the bug in main.go', { 'main.go': 'x\n', 'b.go': 'y\n' }, { 'main.go': 'x\n', 'b.go': 'z\n' }],
    ['Translate docs/guide.md to German', DOCS, { ...DOCS, 'docs/guide.de.md': '# Anleitung\n' }],
    ['Convert en/a.json to German', { 'en/a.json': '{}\n' }, { 'en/a.json': '{}\n', 'de/a.json': '{}\n' }],
  ])('may be right: %s', async (text, before, after) => {
    expect(await faults(text, before, after)).toBe('');
  });
});
