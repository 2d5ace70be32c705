import { describe, expect, it } from 'vitest';
import { partsOf } from './code-of.js';

const codeOf = (path: string, text: string): string => partsOf(path, text).code.replace(/ +/g, ' ').trim();

describe('the code of a file', () => {
  it('has what its texts are filled in with', () => {
    expect(codeOf('a.py', 'x = f"sum: {util.calc(rows)}"')).toBe('x = f {util.calc(rows)}');
    expect(codeOf('a.ts', 'x = `sum: ${calc(rows)}`')).toBe('x = ${calc(rows)}');
  });

  it('has nothing of texts that are taken as they are', () => {
    expect(codeOf('a.py', 'x = "sum: {calc}"')).toBe('x =');
    expect(codeOf('a.py', 'x = f"{{calc}}"')).toBe('x = f');
    expect(codeOf('a.go', 'x = `${calc}`')).toBe('x =');
  });
});
