import { describe, expect, it } from 'vitest';
import { standsForLost, unfinishedLines } from './unfinished.js';

const BEFORE = 'one line\nanother line\na third line\na fourth line\n';

describe('a line that stands for what is lost', () => {
  it.each([
    ['schema.sql', '-- previous tables remain the same'],
    ['server.go', '// (other handlers stay as they are)'],
    ['index.html', '<!-- keep everything else -->'],
    ['README.md', '[Rest of README unchanged]'],
    ['README.md', '*(the rest of the document remains unchanged)*'],
    ['a.py', '# keep the rest of the file as is'],
    ['a.css', '/* existing styles unchanged */'],
    ['a.jsx', '{/* everything else stays the same */}'],
    ['a.toml', '# ... other settings as before ...'],
    ['a.sh', '# original code goes here'],
    ['a.py', '# [existing functions remain here]'],
    ['guide.rst', '.. rest of the guide stays the same'],
    ['about.html', '<!-- ... existing content ... -->'],
    ['about.html', '<!-- head stays the same -->'],
  ])('%s: %s', (path, line) => {
    expect(standsForLost(path, BEFORE, `${line}\nnew line\n`)).toBe(line);
    // Nothing is lost: it is a remark.
    expect(standsForLost(path, BEFORE, `${BEFORE}${line}\nnew line\n`)).toBeNull();
    expect(standsForLost(path, `${BEFORE}${line}\n`, `${line}\nnew line\n`)).toBeNull();
  });

  it.each([
    ['a.py', '# remaining items stay in the queue'],
    ['a.py', '# keep existing connections open'],
    ['a.go', '// the rest is handled by the caller'],
    ['a.js', '// others are ignored here'],
    ['a.js', '// the price stays the same'],
    ['a.js', '// remaining content of the buffer ...'],
    ['a.js', 'const rest = "unchanged";'],
    ['a.py', '# previous value, in cents'],
    ['README.md', '- The rest of the API is unchanged.'],
    ['README.md', '## The rest stays the same'],
    ['a.md', '[the rest](rest.md) is unchanged in this release'],
    ['a.c', '/* keep the rest of the buffer for the next read */'],
  ])('is none, whatever is lost: %s: %s', (path, line) => {
    expect(standsForLost(path, BEFORE, `${line}\nnew line\n`)).toBeNull();
  });

  it('is none where a small part of much is gone', () => {
    const long = Array.from({ length: 40 }, (_, n) => `line ${n}`).join('\n');
    expect(
      standsForLost('a.py', long, `${long.replace(/line [12]\n/g, '')}\n# other lines stay as they are\n`),
    ).toBeNull();
  });
});

describe('functions without a body', () => {
  const made = (path: string, text: string): string =>
    `diff --git a/${path} b/${path}\nnew file mode 100644\n--- /dev/null\n+++ b/${path}\n@@ -0,0 +1 @@\n${text
      .split('\n')
      .map((line) => `+${line}`)
      .join('\n')}\n`;

  it.each([
    'class A:\n    def get(self, url):\n        ...',
    'def f(x): ...',
    'async def f(\n    x: int,\n) -> int: ...'.replace(/\n {4}x: int,\n/, 'x'),
  ])('%j', (text) => {
    expect(unfinishedLines(made('a.py', text), 'Implement it.')).toHaveLength(1);
  });

  it.each<[string, string]>([
    ['a.py', 'from typing import Protocol\n\nclass A(Protocol):\n    def get(self) -> str:\n        ...'],
    ['a.py', 'class A(ABC):\n    @abstractmethod\n    def get(self): ...'],
    ['a.py', '@click.group()\ndef cli():\n    ...'],
    ['a.py', 'x = np.zeros((2, 3))[..., 0]\ny = a[\n    ...\n]'],
    ['a.pyi', 'def f(x: int) -> int: ...'],
    ['test_a.py', 'def handler():\n    ...\n\n\ndef test_a():\n    assert handler() is None'],
    ['a.py', 'def f(x: int = ...) -> int:\n    return x'],
  ])('are none: %s %j', (path, text) => {
    expect(unfinishedLines(made(path, text), 'Implement it.')).toEqual([]);
  });

  it.each([
    ['a.kt', 'fun f(): Int = TODO("later")'],
    ['a.swift', 'fatalError("not implemented")'],
    ['a.java', 'throw new UnsupportedOperationException("Not implemented yet");'],
    ['a.go', 'panic("unimplemented")'],
  ])('as other languages write them: %s', (path, line) => {
    expect(unfinishedLines(made(path, line), 'Implement it.')).toHaveLength(1);
  });

  it.each([
    ['a.swift', 'required init?(coder: NSCoder) { fatalError("init(coder:) has not been implemented") }'],
    ['a.java', 'throw new UnsupportedOperationException("read only");'],
    ['a.go', 'panic("unreachable")'],
    ['a.kt', 'val todo = Todo("milk")'],
    ['a.swift', 'fatalError("no such cell")'],
  ])('and as none does: %s', (path, line) => {
    expect(unfinishedLines(made(path, line), 'Implement it.')).toEqual([]);
  });
});

describe('remarks that are about something else', () => {
  const added = (path: string, line: string): string =>
    `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n@@ -1 +1,2 @@\n+${line}\n`;
  it.each([
    ['cli.sh', '# rest of the arguments'],
    ['cli.py', '# the rest of the arguments go to the command'],
    ['head.ts', 'const [first, ...rest] = xs; // the rest of the list is sorted'],
    ['t.rs', '// the remainder of the division'],
    ['q.sql', '-- rest of the year is forecast'],
    ['base.py', '        raise NotImplementedError("subclasses must")'],
    ['form.jsx', '<input /> // placeholder is shown until typing'],
  ])('%s: %s', (path, line) => {
    expect(unfinishedLines(added(path, line), 'Write it')).toEqual([]);
  });

  it.each([
    '// rest of the code',
    '// Rest of your code goes here',
    '/* rest of file */',
    '# ... rest of the arguments',
  ])('but %s stands for what is left out', (line) => {
    expect(unfinishedLines(added('a.js', line), 'Write it')).toHaveLength(1);
  });
});

describe('what a class leaves to those that are made of it', () => {
  const made = (path: string, text: string): string =>
    `diff --git a/${path} b/${path}\nnew file mode 100644\n--- /dev/null\n+++ b/${path}\n@@ -0,0 +1,9 @@\n${text.replace(/^/gm, '+')}\n`;
  const shape = 'class Shape:\n    def area(self):\n        raise NotImplementedError\n';
  const square = 'class Square(Shape):\n    def area(self):\n        return 4\n';
  const js = "class Shape {\n  area() {\n    throw new Error('not implemented');\n  }\n}\n";

  it.each([
    ['shape.py', shape + square],
    ['shape.js', `${js}class Square extends Shape {\n  area() {\n    return 4;\n  }\n}`],
  ])('is no stub: %s', (path, text) => {
    expect(unfinishedLines(made(path, text), 'Write it.')).toEqual([]);
  });

  it.each([
    ['shape.py', shape],
    ['shape.py', `${shape}class Other:\n    pass`],
    ['shape.py', `${shape}${square.replace('return 4', 'raise NotImplementedError')}`],
    ['shape.js', js],
  ])('is one where there is none: %s', (path, text) => {
    expect(unfinishedLines(made(path, text), 'Write it.')).toHaveLength(1);
  });
});

describe('a remark that the code only plays its part', () => {
  const added = (path: string, line: string): string =>
    `diff --git a/${path} b/${path}\n+++ b/${path}\n@@ -0,0 +1 @@\n+${line}`;
  it.each([
    '# In a real implementation this would read the file.',
    '// Note: in a production system, you would ask the server',
    '# For demonstration purposes we return sample data.',
  ])('%s', (line) => {
    expect(unfinishedLines(added('a.py', line), 'Implement it.')).toHaveLength(1);
    expect(unfinishedLines(added('a.py', line), 'Write a demo of it.')).toEqual([]);
    expect(unfinishedLines(added('test_a.py', line), 'Implement it.')).toEqual([]);
  });

  it('is none where it speaks of something else', () => {
    for (const line of ['# in production this is read from a file', '// the real implementation is in b.js'])
      expect(unfinishedLines(added('a.py', line), 'Implement it.')).toEqual([]);
  });
});

it.each([
  ['chunk: coming in the next step', 1],
  ['implement me', 1],
  ['chunk is not implemented yet', 1],
  ['lz4 is not implemented', 0],
  ['the parcel is coming by ship', 0],
])('hears from what a function throws whether it comes later: %s', (said, found) => {
  const lines = `diff --git a/a.ts b/a.ts\n--- a/a.ts\n+++ b/a.ts\n@@ -1 +1,2 @@\n+  throw new Error("${said}");\n`;
  expect(unfinishedLines(lines, 'Write chunk.')).toHaveLength(found);
});
