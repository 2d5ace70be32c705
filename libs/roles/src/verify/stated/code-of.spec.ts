import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { partsOf } from './code-of.js';

const codeOf = (path: string, text: string): string => partsOf(path, text).code.replace(/ +/g, ' ').trim();

describe('the code of a file', () => {
  it('has what its texts are filled in with', () => {
    expect(codeOf('a.py', 'x = f"sum: {util.calc(rows)}"')).toBe('x = f {util.calc(rows)}');
    expect(codeOf('a.ts', 'x = `sum: ${calc(rows)}`')).toBe('x = ${calc(rows)}');
    expect(codeOf('a.ts', 'x = `a ${f({ b }, `c ${d} "`)} e` + g')).toBe('x = ${f({ b }, ${d} )} + g');
  });

  it('has nothing of the form in which it is filled in', () => {
    expect(codeOf('a.py', 'x = f"{a:>d} {b!r} {c[1:2]} {d(\'e\')}"')).toBe('x = f {a } {b } {c[1:2]} {d( )}');
  });

  it('goes on behind marks that are escaped', () => {
    expect(codeOf('a.py', 'x = """a \\""" b""" + c')).toBe('x = + c');
    expect(codeOf('a.py', 'if a:# "b\n  c')).toBe('if a: \n c'.replace('\\n', '\n'));
  });

  it('has nothing of texts that are taken as they are', () => {
    expect(codeOf('a.py', 'x = "sum: {calc}"')).toBe('x =');
    expect(codeOf('a.py', 'x = f"{{calc}}"')).toBe('x = f');
    expect(codeOf('a.go', 'x = `${calc}`')).toBe('x =');
    expect(codeOf('a.ts', 'x = `\\${calc} \\`` + y')).toBe('x = + y');
  });

  it.each([
    ['x = /["\']/.test(a) + b', 'x = .test(a) + b'],
    ['a.split(/[/"]+/g, b)', 'a.split( , b)'],
    ['return /`\\/*/; // "a', 'return ;'],
    ["a.filter((b) => /'/u.test(b))", 'a.filter((b) => .test(b))'],
    ['x = `${/"/.test(a)}`', 'x = ${ .test(a)}'],
    ['x = !/"/.test(a)', 'x = ! .test(a)'],
    ['/"/.test(a)', '.test(a)'],
  ])('has nothing of a pattern: %s', (text, code) => {
    expect(codeOf('a.ts', text)).toBe(code);
  });

  it.each([
    'x = a / b + c / d',
    'x = (a) / b / c',
    'x = a[0] / b / c',
    'x = i++ / b / c',
    'x = a! / b / c',
    'x = <a b={c} /> || <d></d>',
    'x = a / b\ny = c / d',
    'x = ( / b',
    'x = a.in / b / c',
  ])('has all of what divides, and of elements: %s', (text) => {
    expect(codeOf('a.tsx', text)).toBe(text);
  });

  it('has what stands behind a text that never ends', () => {
    expect(codeOf('a.ts', 'x = ` + y')).toBe('x = ` + y');
    expect(codeOf('a.ts', 'x = `a ${b} c')).toBe('x = ${b} c');
    expect(codeOf('a.rb', 'x = a /"b/')).toBe('x = a /"b/');
  });

  it('is read in linear time', () => {
    const read = (text: string) => partsOf('a.ts', text);
    for (const unit of ['/', '= /a', '(/[', '`', '`${', '`${{', '}`', '"', "'a", '/*', '/\\', '\n/', '= /a\n'])
      assertLinear(read, unit, 24_000 / unit.length);
  });
});
