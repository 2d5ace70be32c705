import pc from 'picocolors';
import { beforeAll, describe, expect, it } from 'vitest';
import { jsonLine, wantsColor } from '../output.js';
import { askedLines } from './asked.js';
import { diffLines } from './diff.js';
import { outline } from './outline.js';
import { fitWidths, table } from './table.js';
import { ago, clean, count, duration, fit, oneLine, pad, prepareWidths, visible, widthOf, wrap } from './text.js';

const plain = pc.createColors(false);
beforeAll(() => prepareWidths('ä'));

describe('text from outside', () => {
  it.each([
    ['colours', '\u001b[31mred\u001b[0m', 'red'],
    ['the title', 'a\u001b]0;title\u0007b', 'ab'],
    ['a link', '\u001b]8;;http://x\u001b\\text\u001b]8;;\u001b\\', 'text'],
    ['the clipboard', 'a\u001b]52;c;ZXZpbA==\u0007b', 'ab'],
    ['an 8-bit sequence', 'a\u009b2Jb', 'ab'],
    ['a device string', 'a\u001bPq#0\u001b\\b', 'ab'],
    ['an unfinished sequence', 'a\u001b[', 'a'],
    ['backspaces', 'safe\b\b\b\bevil', 'safeevil'],
    ['reversed text', 'a\u202eb\u2066c', 'abc'],
  ])('loses %s', (_name, text, safe) => expect(clean(text)).toBe(safe));

  it.each([
    ['a command in a title', 'ls \u001b]0;; rm -rf ~ #\u0007', 'ls \\x1b]0;; rm -rf ~ #\\x07'],
    ['a line that is written over', 'rm -rf ~\rls', 'rm -rf ~\\x0dls'],
    ['an 8-bit sequence', 'a\u009b8mb', 'a\\x9b8mb'],
    ['reversed and invisible text', 'a\u202eb\u200bc\u{e0041}', 'a\\u202eb\\u200bc\\u{e0041}'],
    ['lines, tabs, and joined signs as they are', 'a\n\tä👩\u200d💻', 'a\n\tä👩\u200d💻'],
  ])('is visible where a person decides on it: %s', (_name, text, shown) => expect(visible(text)).toBe(shown));
  it('leaves nothing of what is asked about out', () => {
    const command = `echo ${'x'.repeat(30)}\u001b[8m; rm -rf ~\nls`;
    const shown = askedLines({ command, diff: null, paths: [] }, plain, 20);
    expect(shown.map((line) => line.slice(2)).join('')).toBe(visible(command).replace('\n', ''));
    for (const line of shown) expect(widthOf(line)).toBeLessThanOrEqual(20);
    const diff = '@@ -1,2 +1,2 @@\n same\r\n-old\n+\u001b]0;new\u0007\r\n';
    expect(askedLines({ command: null, diff, paths: ['a\u202etxt', 'b\nc'] }, plain)).toEqual([
      'about: a\\u202etxt, b\\nc',
      '@@ -1,2 +1,2 @@',
      ' same',
      '-old',
      '+\\x1b]0;new\\x07\\x0d',
    ]);
    const long = `@@ -1 +1 @@\n+${'safe '.repeat(9)}evil\n`;
    const wrapped = askedLines({ command: null, diff: long, paths: [] }, plain, 20);
    expect(wrapped.slice(1).join('')).toBe(`+${'safe '.repeat(9)}evil`);
    expect(diffLines(long, plain, { columns: 20, tooLong: 'cut' })).toEqual(['@@ -1 +1 @@', '+safe safe safe saf…']);
  });
  it('shows names of files in a diff as they are read, and what is no text as git quotes it', () => {
    const diff = 'diff --git "a/\\346\\274\\242.txt" "b/\\342\\200\\256\\377.txt"\n@@ -0,0 +1 @@\n+\\346\\274\\242\n';
    expect(diffLines(diff, plain)).toEqual([
      'diff --git "a/漢.txt" "b/\\342\\200\\256\\377.txt"',
      '@@ -0,0 +1 @@',
      '+\\346\\274\\242',
    ]);
  });

  it('keeps lines and tabs, and turns lone returns into lines', () => expect(clean('a\r\nb\rc\td')).toBe('a\nb\nc\td'));
  it('escapes in JSON what JSON lets through', () => {
    expect(jsonLine({ a: '\u009b31m\u007f\u001b[0m' })).toBe('{"a":"\\u009b31m\\u007f\\u001b[0m"}\n');
  });
});

describe('measures', () => {
  it('cuts wide characters at the column', () => {
    expect(fit('日本語テキスト', 7)).toBe('日本語…');
    expect(widthOf(pad('日本', 6))).toBe(6);
    expect(fit('abc', 3)).toBe('abc');
    expect(fit('abcd', 3)).toBe('ab…');
  });
  it('wraps at words and cuts a word that is too long', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    for (const line of wrap('x'.repeat(50), 10)) expect(widthOf(line)).toBeLessThanOrEqual(10);
  });
  it('says times and amounts shortly', () => {
    expect([duration(900), duration(61_000), duration(3_660_000)]).toEqual(['0s', '1m 01s', '1h 01m']);
    expect([count(999), count(1234), count(250_000), count(3_400_000)]).toEqual(['999', '1.2k', '250k', '3.4M']);
    expect(ago('2026-01-01T00:00:00Z', Date.UTC(2026, 0, 1, 2))).toBe('2 h ago');
    expect(oneLine(' a \n b ')).toBe('a b');
  });
});

describe('a table', () => {
  const rows = [
    { id: 'a1', goal: 'short' },
    { id: 'b2', goal: 'a goal that is much longer than the screen is wide and goes on' },
  ];
  const shape = [
    { title: 'ID', cell: (r: { id: string }) => r.id },
    { title: 'GOAL', cell: (r: { goal: string }) => r.goal, flexible: true },
  ];
  it('fits the terminal by cutting the flexible column', () => {
    const lines = table(rows, shape, 30, plain);
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(30);
    expect(lines[2]).toMatch(/^b2 {2}a goal.*…$/);
  });
  it('cuts nothing where nobody looks at a screen', () => {
    expect(table(rows, shape, null, plain)[2]).toContain('goes on');
  });
  it('leaves out what may be spared where the rest could not be read', () => {
    const wide = [
      { title: 'NAME', cell: (row: string) => row },
      { title: 'TEXT', cell: () => 'words '.repeat(9), flexible: true },
      { title: 'LESS', cell: () => 'less '.repeat(9), flexible: true, spare: 1 },
      { title: 'LEAST', cell: () => '123456', spare: 2 },
    ];
    const titles = (columns: number | null): string =>
      (table(['a'], wide, columns, plain)[0] ?? '').replace(/ +/g, ' ');
    expect([null, 60, 36, 20].map(titles)).toEqual([
      'NAME TEXT LESS LEAST',
      'NAME TEXT LESS LEAST',
      'NAME TEXT LESS',
      'NAME TEXT',
    ]);
  });
  it('takes from the widest flexible column first', () => {
    expect(fitWidths([10, 30, 20], [false, true, true], 54)).toEqual([10, 20, 20]);
  });
});

describe('colours', () => {
  it.each([
    [{}, true, true, true],
    [{}, false, true, false],
    [{ NO_COLOR: '1' }, true, true, false],
    [{ NO_COLOR: '' }, true, true, true],
    [{ FORCE_COLOR: '1' }, false, true, true],
    [{ FORCE_COLOR: '0' }, true, true, false],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, true, true, false],
    [{ FORCE_COLOR: '1' }, true, false, false],
    [{ TERM: 'dumb' }, true, true, false],
  ])('with %j, on a terminal %s, flag %s: %s', (env, isTTY, flag, wanted) => {
    expect(wantsColor({ isTTY }, env, flag)).toBe(wanted);
  });
  it('paints added and removed lines of a diff, not its headers', () => {
    const on = pc.createColors(true);
    const [head, , plus, added] = diffLines('diff --git a/x b/x\n--- a/x\n+++ b/x\n+++ not yet\n@@ -1 +1 @@\n+y\n', on);
    expect(head).toBe(on.bold('diff --git a/x b/x'));
    expect(plus).toBe(on.dim('+++ b/x'));
    expect(added).toBe(on.dim('+++ not yet'));
    expect(diffLines('@@ -1 +1 @@\n+y\n-z', on)).toEqual([on.cyan('@@ -1 +1 @@'), on.green('+y'), on.red('-z')]);
  });
});

it('outlines any JSON, long text below its key', () => {
  expect(outline([{ role: 'user', text: 'a\nb', none: null, tags: ['x', 'y'] }], plain)).toEqual([
    '- role: user',
    '  text:',
    '    a',
    '    b',
    '  none: -',
    '  tags: x, y',
  ]);
});
