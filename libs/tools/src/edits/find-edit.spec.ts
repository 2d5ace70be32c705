import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findEdit, replaceEach } from './find-edit.js';

const edited = (file: string, oldStr: string, newStr: string): string => {
  const outcome = findEdit(file, oldStr, newStr);
  if (outcome.kind !== 'edited') throw new Error(JSON.stringify(outcome));
  return outcome.text;
};

const line = fc.stringMatching(/^[ \t]{0,4}[a-z(){}=$'"\\]{0,6}[ \t]{0,2}$/);
const fileText = fc
  .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom('\n', '\r\n'))
  .map(([lines, eol]) => lines.join(eol));

describe('an edit of every place', () => {
  it.each([
    ['x = 1\nx\n', 'x', '$&y', '$&y = 1\n$&y\n'],
    ['a\r\nb\r\na\r\nb\r\n', 'a\nb', 'c', 'c\r\nc\r\n'],
    ['a\r\na\na\r\n', 'a', '$&', '$&\r\n$&\n$&\r\n'],
    ['a\r\nb\na\nb\n', 'a\nb', 'c', 'c\nc\n'],
    ['a\r\nb\nx\r\na\nb\r\n', 'a\nb\n', 'a\nc\n', 'a\r\nc\nx\r\na\nc\r\n'],
    ['a\r\nb\nx\na\nb\n', 'a\nb', 'a\ny\nb', 'a\r\ny\r\nb\nx\na\ny\nb\n'],
  ])('replaces each in %j', (file, before, after, expected) => {
    expect(replaceEach(file, before, after)).toMatchObject({ kind: 'edited', line: 1, text: expected });
  });

  it.each([
    ['a\n', 'b', 'c'],
    ['a\n', '', 'c'],
  ])('leaves %j to the edit of one place', (file, before, after) => {
    expect(replaceEach(file, before, after)).toBeNull();
  });
});

describe('an edit', () => {
  it('replaces an exact and unique text as it is, special patterns of replace included', () => {
    expect(edited('a\nb $& c\nd', 'b $& c', "$1 $` $'")).toBe("a\n$1 $` $'\nd");
  });

  it('ignores blanks at line ends and says so', () => {
    const outcome = findEdit('one  \ntwo\t\nthree\n', 'one\ntwo', 'ONE\nTWO');
    expect(outcome).toMatchObject({ kind: 'edited', text: 'ONE\nTWO\nthree\n', line: 1 });
    expect(outcome.kind === 'edited' && outcome.relaxed).toEqual(['blanks at line ends were ignored']);
  });

  it.each([
    ['curly quotes', 'It’s “two” days.\n', `It's "two" days.`, `It's "three" days.`, 'It’s “three” days.\n'],
    ['a blank that does not break', 'costs 10\u00a0€\n', 'costs 10 €', 'costs 12 €', 'costs 12\u00a0€\n'],
    ['a long dash', 'open 8–17\n', 'open 8-17', 'open 9-17', 'open 9–17\n'],
    ['the other way round', `say "hi"\n`, 'say “hi”', 'say “ho”', `say "ho"\n`],
  ])('takes for a plain sign, and keeps: %s', (_, file, oldStr, newStr, expected) => {
    expect(edited(file, oldStr, newStr)).toBe(expected);
  });

  it('does not choose between places that differ only in such signs', () => {
    expect(findEdit('“a”\n‘b’ “a”\n', '"a"', '"c"').kind).toBe('ambiguous');
  });

  it.each([
    [
      'four blanks for two',
      'def f():\n    return 1\n',
      'def f():\n  return 1',
      'def f():\n  return 2',
      'def f():\n    return 2\n',
    ],
    [
      'a tab for two blanks',
      'def f():\n\treturn 1\n',
      'def f():\n  return 1',
      'def f():\n  if x:\n    return 2',
      'def f():\n\tif x:\n\t\treturn 2\n',
    ],
    [
      'a missing base',
      'class A:\n    def f(self):\n        return 1\n',
      'def f(self):\n    return 1',
      'def f(self):\n    x = 1\n    return x',
      'class A:\n    def f(self):\n        x = 1\n        return x\n',
    ],
    ['a line without its blanks', '    foo(1)\n', 'foo(1);'.replace(';', ''), 'foo(2)', '    foo(2)\n'],
    ['a base too deep', 'x = 1\ny = 2\n', '    x = 1\n    y = 2', '    x = 1\n    y = 3', 'x = 1\ny = 3\n'],
    [
      'a deeper block in one level',
      'if a:\n\tb()\n',
      '    if a:\n        b()',
      '    if a:\n        if c:\n            b()',
      'if a:\n\tif c:\n\t\tb()\n',
    ],
  ])('keeps the indentation of the file: %s', (_, file, oldStr, newStr, expected) => {
    expect(edited(file, oldStr, newStr)).toBe(expected);
  });

  it('indents further lines too where the old text is only part of the indentation', () => {
    expect(edited('if a:\n    b()\n', '  b()', '  b()\n  c()')).toBe('if a:\n    b()\n    c()\n');
    expect(edited('if a:\n    b()\n', 'b()', 'b()\n    c()')).toBe('if a:\n    b()\n    c()\n');
  });

  it('refuses to re-indent where the depth cannot be told', () => {
    expect(findEdit('if a:\n    b()\n  c()\n', 'if a:\nb()\nc()', 'if a:\nb()\nd()').kind).toBe('not_found');
  });

  it('never guesses between two places and names their lines', () => {
    expect(findEdit('x = 1\ny\nx = 1\n', 'x = 1', 'x = 2')).toMatchObject({ kind: 'ambiguous', lines: [1, 3] });
    expect(findEdit('  a()\n  b()\nz\n    a()\n    b()\n', '\ta()\n\tb()', '\ta()\n\tc()')).toMatchObject({
      kind: 'ambiguous',
      lines: [1, 4],
    });
    expect(findEdit('aaa', 'aa', 'b')).toMatchObject({ kind: 'ambiguous' });
  });

  it('refuses an edit that changes nothing', () => {
    expect(findEdit('a', 'a', 'a').kind).toBe('identical');
    expect(findEdit('    a\n', '\ta', '\ta').kind).toBe('identical');
    expect(findEdit('a', '', 'b').kind).toBe('empty');
  });

  it('refuses an edit that was made before', () => {
    const [before, after] = ['a()', 'a()\nb()'];
    const file = edited('start\na()\nend\n', before, after);
    expect(findEdit(file, before, after)).toEqual({ kind: 'made', line: 2 });
    expect(findEdit('f() {\n  a()\n  b()\n}\n', '\ta()', '\ta()\n\tb()')).toEqual({ kind: 'made', line: 2 });
    expect(findEdit('items', 'item', 'items')).toEqual({ kind: 'made', line: 1 });
  });

  it.each([
    ['a()\nc()\nb()\n', 'a()', 'a()\nb()', 'a()\nb()\nc()\nb()\n'],
    ['b()\na()\n', 'a()', 'a()\nb()', 'b()\na()\nb()\n'],
    ['- x\n', '- x', '- x\n- x', '- x\n- x\n'],
  ])('makes one that is like it in %j', (file, before, after, expected) => {
    expect(edited(file, before, after)).toBe(expected);
  });

  it('takes entities for the signs that the file has, in both texts or in none', () => {
    const file = '<h1 class="top">Tea</h1>\n';
    const old = '&lt;h1 class=&quot;top&quot;&gt;Tea&lt;/h1&gt;';
    expect(findEdit(file, old, old.replace('Tea', 'Green &amp; black'))).toMatchObject({
      kind: 'edited',
      text: '<h1 class="top">Green & black</h1>\n',
      relaxed: ['HTML entities were taken for the signs they stand for'],
    });
    // What the file has is meant, and so is an entity beside its sign.
    expect(findEdit('a &lt; b\n', 'a &lt; b', 'a &lt;= b')).toMatchObject({ text: 'a &lt;= b\n' });
    expect(findEdit(file, old, '<code>&lt;h1&gt;</code>')).toMatchObject({ kind: 'not_found' });
  });

  it('shows the real lines that are closest when nothing fits', () => {
    const file = Array.from({ length: 50 }, (_, i) => `const value${i} = compute(${i});`).join('\n');
    const outcome = findEdit(file, 'const value30 = computed(30, x);', 'y');
    expect(outcome.kind === 'not_found' && outcome.closest?.text).toContain('const value30 = compute(30);');
    expect(outcome.kind === 'not_found' && outcome.closest?.line).toBe(30);
  });

  it('tells that the new text is there already', () => {
    expect(findEdit('a\nreturn total;\n', 'return sum;', 'return total;')).toMatchObject({
      kind: 'not_found',
      alreadyAt: 2,
    });
  });

  it('takes off line numbers that were copied along', () => {
    const file = 'import x\n\ndef f():\n    return 1\n';
    expect(edited(file, '   3\tdef f():\n   4\t    return 1', '   3\tdef f():\n   4\t    return 2')).toBe(
      file.replace('1', '2'),
    );
    expect(edited(file, '3 | def f():\n4 |     return 1', 'def f():\n    return 2')).toBe(file.replace('1', '2'));
  });

  it('leaves numbers alone that belong to the text', () => {
    expect(edited('1: a\n2: b\n', '1: a\n2: b', '1: a\n2: c')).toBe('1: a\n2: c\n');
    expect(findEdit('def f():\n', '7\tdef f():', '8\tx\ny').kind).toBe('not_found');
  });

  it('keeps CRLF, also where only the place itself has it', () => {
    expect(edited('a\r\nb\r\nc\r\n', 'a\nb', 'a\nx\ny')).toBe('a\r\nx\r\ny\r\nc\r\n');
    expect(edited('a\nb\r\nc\r\nd\n', 'b\nc', 'B\nC')).toBe('a\nB\r\nC\r\nd\n');
    expect(edited('a\nb\n', 'a\r\nb', 'c\r\nd')).toBe('c\nd\n');
  });

  it.each([
    ['a\nb\r\nc\n', 'a\nb\n', 'A\nb\n', 'A\nb\r\nc\n'],
    ['a\r\nb\nc\r\nd\n', 'a\nb\nc\n', 'a\nx\ny\nc\n', 'a\r\nx\r\ny\r\nc\r\nd\n'],
    ['a\r\nb\nc\r\nd\n', 'a\nb\nc\n', 'a\nc\n', 'a\r\nc\r\nd\n'],
    ['a\r\nb\nc\r\n', 'a\nb\nc', 'x\ny\nz', 'x\r\ny\nz\r\n'],
    ['  a\n  b\r\n  c\n', 'a\nb\nc', 'a\nB\nc', '  a\n  B\r\n  c\n'],
  ])('keeps the end of each line of %j where they differ', (file, before, after, expected) => {
    expect(edited(file, before, after)).toBe(expected);
  });

  it.each([
    ['a\nb\nc\n', 'a\nb\n', 'a\nB', 'a\nB\nc\n'],
    ['a\r\nb\r\n', 'a\n', 'A', 'A\r\nb\r\n'],
    ['a\nb\n', 'b\n', 'B', 'a\nB\n'],
  ])('does not join the next line of %j to lines that are replaced', (file, before, after, expected) => {
    expect(edited(file, before, after)).toBe(expected);
    expect(replaceEach(file, before, after)).toMatchObject({ text: expected });
  });

  it.each([
    ['a\nb\n', 'a\n', 'a', 'ab\n'],
    ['a,\nb\n', ',\n', ', ', 'a, b\n'],
    ['a\nb\n', '\n', '; ', null],
    ['a\nb\n', 'a\n', '', 'b\n'],
  ])('joins lines of %j where that is what is asked for', (file, before, after, expected) => {
    if (expected === null) expect(findEdit(file, before, after).kind).toBe('ambiguous');
    else expect(edited(file, before, after)).toBe(expected);
  });

  it('does not take a part of a number for the number', () => {
    expect(findEdit('MAX = 100;\n', 'MAX = 10', 'MAX = 20')).toMatchObject({
      kind: 'not_found',
      closest: { text: expect.stringContaining('MAX = 100;') as string },
    });
    expect(findEdit('x = 280\n', '80', '90').kind).toBe('not_found');
    expect(edited('port = 8080\nport = 80\n', 'port = 80', 'port = 90')).toBe('port = 8080\nport = 90\n');
    expect(edited('v = "1.2.3"\n', '"1.2', '"1.3')).toBe('v = "1.3.3"\n');
    expect(edited('a1b\n', 'a1', 'a2')).toBe('a2b\n');
    expect(replaceEach('x100\n', 'x10', 'x20')).toBeNull();
    expect(replaceEach('x100\nx10\r\nx10\n', 'x10', 'x20')).toMatchObject({ text: 'x100\nx20\r\nx20\n', line: 2 });
  });

  it('deletes whole lines together with their line break', () => {
    expect(edited('a\n    b\nc\n', '\tb', '')).toBe('a\nc\n');
    expect(edited('a\nb\nc\n', 'b\n', '')).toBe('a\nc\n');
  });

  it('changes only the place it found, whatever the text', () => {
    fc.assert(
      fc.property(
        fileText,
        fc.nat(),
        fc.nat(),
        fc.stringMatching(/^[^\r\n]{0,8}$/),
        (file, from, length, replacement) => {
          const lf = file.replace(/\r\n/g, '\n');
          const start = lf === '' ? 0 : from % lf.length;
          const wanted = lf.slice(start, start + (length % 20) + 1);
          if (wanted.endsWith('\n')) return;
          const outcome = findEdit(file, wanted, replacement);
          if (outcome.kind !== 'edited') return;
          expect(outcome.relaxed).toEqual([]);
          const expected = lf.slice(0, start) + replacement.replace(/\r\n/g, '\n') + lf.slice(start + wanted.length);
          expect(outcome.text.replace(/\r\n/g, '\n')).toBe(expected.replace(/\r\n/g, '\n'));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('always finds a unique exact text', () => {
    fc.assert(
      fc.property(fileText, fileText, (before, after) => {
        const file = `${before}\nUNIQUE target\n${after}`;
        expect(edited(file, 'UNIQUE target', 'done')).toBe(`${before}\ndone\n${after}`);
      }),
    );
  });

  it('finds lines again under any indentation, and gives the new ones the depth of the file', () => {
    const body = fc.array(fc.tuple(fc.nat(3), fc.stringMatching(/^[a-z]{3,8}$/)), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(
        body,
        fc.constantFrom('\t', '  ', '    ', '   '),
        fc.constantFrom('\t', '  ', '    '),
        (lines, mine, theirs) => {
          // The first line is the shallowest and depths grow by one, as in real blocks.
          let depth = 0;
          const block = lines.map(([jump, word], i) => {
            depth = i === 0 ? 0 : Math.min(jump, depth + 1);
            return { depth, word: `${word}${i}` };
          });
          const write = (unit: string, base: string, last: string): string =>
            block
              .map(({ depth: d, word }, i) => base + unit.repeat(d) + (i === block.length - 1 ? last : word))
              .join('\n');
          const file = `start {\n${write(theirs, theirs, 'old()')}\n}\n`;
          expect(edited(file, write(mine, '', 'old()'), write(mine, '', 'fresh()'))).toBe(
            `start {\n${write(theirs, theirs, 'fresh()')}\n}\n`,
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});
