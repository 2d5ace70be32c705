import { describe, expect, it } from 'vitest';
import { findEdit, replaceEach } from './find-edit.js';

const PY = 'def f(n):\n    print(n)\n';
const edited = (file: string, oldStr: string, newStr: string): string | null => {
  const outcome = findEdit(file, oldStr, newStr);
  return outcome.kind === 'edited' ? outcome.text : null;
};

describe('new lines in the place of the end of a line', () => {
  it.each([
    [PY, 'print(n)', 'm = n\nprint(m)', 'def f(n):\n    m = n\n    print(m)\n'],
    [
      PY,
      'print(n)',
      'if n:\n    print(n)\nelse:\n    print(0)',
      'def f(n):\n    if n:\n        print(n)\n    else:\n        print(0)\n',
    ],
    ['f() {\r\n\ta();\r\n}\r\n', 'a();', 'a();\nb();', 'f() {\r\n\ta();\r\n\tb();\r\n}\r\n'],
  ])('are indented like the first: %j', (file, before, after, expected) => {
    expect(edited(file, before, after)).toBe(expected);
    expect(replaceEach(file, before, after)).toMatchObject({ text: expected });
  });

  it('is told', () => {
    expect(findEdit(PY, 'print(n)', 'm = n\nprint(m)')).toMatchObject({
      relaxed: ['further lines were indented like the first'],
    });
  });

  it.each([
    [PY, 'print(n)', 'print(n)\n\ndef g():\n    pass'],
    [PY, 'print(n)', 'print(n)\ndef g():\n    pass'],
    [PY, 'print(n)', 'm = n\n    print(m)'],
    [PY, '    print(n)', 'm = n\nprint(m)'],
    ['f() {\n  a();\n}\n', 'a();', 'a();\n}\nfunction g() {'],
    ['web:\n  port: 80\n', 'port: 80', 'port: 81\ndb:\n  port: 5432'],
    ['x = a\n', 'a', 'a\nb'],
    ['a:\n  - b\n', 'b', 'b\nc'],
  ])('stay as they are: %j', (file, before, after) => {
    expect(edited(file, before, after)).toBe(file.replace(before, () => after));
  });
});
