import { describe, expect, it } from 'vitest';
import { indentedAnew } from './indent-kept.js';

const JS = 'function start() {\n  const port = 8080;\n  if (port) {\n    listen(port);\n  }\n}\nstart();\n';
const wider = (text: string, by: string): string => text.replace(/^ +/gm, (blanks) => by.repeat(blanks.length / 2));
const anew = (before: string, now: string, asked = 'In  change the port from 8080 to 9090.', path = 'server.js') =>
  indentedAnew(path, now, before, asked);
const CHANGED = JS.replace('8080', '9090');

describe('a file', () => {
  it.each<[string, string, string]>([
    ['server.js', JS, wider(CHANGED, '    ')],
    ['server.js', JS, wider(CHANGED, '\t')],
    ['server.js', wider(JS, '\t'), CHANGED],
    [
      'a.json',
      '{\n  "a": 1,\n  "b": {\n    "c": 2\n  }\n}\n',
      '{\n    "a": 9,\n    "b": {\n        "c": 2\n    }\n}\n',
    ],
  ])('%s is indented anew', (path, before, now) => {
    expect(anew(before, now, undefined, path)).toMatch(/indented/);
  });

  it.each<[string, string, string?, string?]>([
    [JS, CHANGED],
    [JS, wider(CHANGED, '    '), 'Change the indentation of  to 4.'],
    [JS, wider(CHANGED, '    '), 'Rewrite .'],
    [JS, wider(CHANGED, '    '), 'Set the port, and apply our code style.'],
    [
      'function f() {\n  a();\n  b();\n  c();\n}\n',
      'function f() {\n  try {\n    a();\n    b();\n    c();\n  } catch {}\n}\n',
    ],
    ['a();\nb();\nif (c) {\n  d();\n}\n', 'function f() {\n  a();\n  b();\n  if (c) {\n    d();\n  }\n}\n'],
    ['f(\n    a,\n    b,\n    c,\n);\n', 'f(a, b, c, d);\n'],
    [JS, wider(CHANGED, '    '), 'Change the port.', 'notes.txt'],
    ['x\n', CHANGED],
  ])('is as it was, or may be as it is (%#)', (before, now, asked, path) => {
    expect(anew(before, now, asked, path)).toBeNull();
  });
});
