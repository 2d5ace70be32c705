import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { mendContent } from './mend-content.js';
import { applyPatch, looksLikePatch } from './patch.js';
import { readText, writeText } from './text-file.js';

const mended = (path: string, content: string): string => mendContent(path, content).content;

describe('the mending of a whole file', () => {
  it.each([
    ['a fence around code', 'a.py', '```python\nprint(1)\n```', 'print(1)\n'],
    ['a fence with blank lines around it', 'a.ts', '\n```ts\nconst a = 1;\n```\n', 'const a = 1;\n'],
    ['a fence behind a line that announces it', '.gitignore', 'Here is your .gitignore:\n```\ndist\n```\n', 'dist\n'],
    ['a fence round a document', 'a.md', '```markdown\n# A\n```', '# A\n'],
    [
      'a fence round a document that has one',
      'a.md',
      '```md\n# A\n\n```sh\nls\n```\n\nB\n```\n',
      '# A\n\n```sh\nls\n```\n\nB\n',
    ],
    ['literal tabs of a table', 'a.tsv', 'name\\tage\nAnn\\t31\n', 'name\tage\nAnn\t31\n'],
    ['literal line breaks', 'a.txt', 'line1\\nline2\\nline3', 'line1\nline2\nline3'],
    [
      'literal line breaks in code, not those in its strings',
      'a.py',
      'import os\\nprint("a\\nb")\\n',
      'import os\nprint("a\\nb")\n',
    ],
    ['a text that was encoded twice', 'a.py', 'def f():\\n\\treturn \\"x\\"\\n', 'def f():\n\treturn "x"\n'],
    [
      'JSON with literal line breaks',
      'a.json',
      '{\\n  "a": 1,\\n  "b": 2\\n}',
      '{\n  "a": 1,\n  "b": 2\n}'.replace(/"/g, '"'),
    ],
    [
      'entities round a page',
      'a.html',
      '&lt;p class=&quot;a&quot;&gt;Tom &amp;amp; Ann&lt;/p&gt;\n',
      '<p class="a">Tom &amp; Ann</p>\n',
    ],
    [
      'entities in a program',
      'a.ts',
      "if (a &lt; b &amp;&amp; c &gt; d) say('x');\n",
      "if (a < b && c > d) say('x');\n",
    ],
    ['entities for the quotes of a program', 'a.py', 'print(&quot;a &lt; b&quot;)\n', 'print("a < b")\n'],
    [
      'line numbers on every line',
      'a.js',
      '1\tconst a = 1;\n2\tconst b = 2;\n3\tconst c = 3;\n',
      'const a = 1;\nconst b = 2;\nconst c = 3;\n',
    ],
  ])('undoes %s', (_, path, content, expected) => {
    const result = mendContent(path, content);
    expect(result.content).toBe(expected);
    expect(result.notes).toHaveLength(1);
  });

  it.each([
    ['entities in a page', 'a.html', '<p>a &lt; b</p>\n'],
    ['a text about tags for a page', 'a.html', 'Write &lt;b&gt; for bold.\n'],
    ['entities in a document', 'a.md', '&lt;p&gt;x&lt;/p&gt;\n'],
    ['entities in texts of a program', 'a.py', "x = 'a &lt; b'  # &gt;\n"],
    ['entities beside their signs', 'a.tsx', 'const a = <p>a &lt; b</p>;\n'],
    ['an address in C', 'a.c', 'p = &lt;\nq = &gt;\n'],
    ['a number joined with another', 'a.js', 'x = y &amp;\n'],
    ['an escape in one cell of a table', 'a.tsv', 'sign\tname\n\\t\ttab\n'],
    ['literal tabs elsewhere', 'a.txt', 'a\\tb\nc\\td\n'],
    ['two documents in fences', 'a.md', '```md\n# A\n```\n\n```md\n# B\n```\n'.replace('# A\n```', '# A\n~~~')],
    ['a document that begins with a fence', 'a.md', '```md\n# A\n```\n\nmore\n'],
    ['a fence behind other words', 'a.conf', 'server a;\n```\nx\n```\n'],
    ['a fence with words behind it', '.ignore', 'Here it is:\n```\nx\n```\nand more\n'],
    ['a line that only announces', 'a.conf', 'here is: a\n'],
    ['a fence in Markdown', 'a.md', '```python\nprint(1)\n```'],
    ['two fences', 'a.py', '```a\nx\n```\n```b\ny\n```'],
    ['escapes inside one string', 'a.c', 'int main(){printf("a\\nb\\n");}'],
    ['a regular expression', 'a.js', 'export const f = (s) => s.split(/\\n\\n+/).join("")'],
    ['a Windows path', 'a.cfg', 'C:\\new\\notes\\names'],
    ['TeX', 'a.tex', '\\newcommand\\nu\\nabla'],
    ['an apostrophe that leaves the quotes open', 'a.txt', "don't\\nstop\\nnow"],
    ['text that has real line breaks', 'a.py', 'a = "\\n"\nb = \\n\\n'],
    ['other escapes', 'a.sh', 'grep -P \\d\\n\\w\\n'],
    ['valid JSON', 'a.json', '{"a":"x\\ny\\nz"}'],
    ['numbers of a table', 'a.csv', '1\ta\n2\tb\n3\tc\n'],
    ['numbers that are not line numbers', 'a.txt', '1: a\n3: b\n9: c\n'],
    ['an empty file', 'a.py', ''],
  ])('leaves %s as it is', (_, path, content) => {
    expect(mended(path, content)).toBe(content);
    expect(mendContent(path, content).notes).toEqual([]);
  });
});

describe('a diff in place of a file', () => {
  const patch = '--- a/x.py\n+++ b/x.py\n@@ -1,3 +1,3 @@\n one\n-two\n+2\n three\n';
  it('is noticed, and applied where it fits', () => {
    expect(looksLikePatch('x.py', patch)).toBe(true);
    expect(applyPatch('zero\none\ntwo\nthree\nfour\n', patch)).toBe('zero\none\n2\nthree\nfour\n');
    expect(applyPatch('zero\none\nTWO\nthree\n', patch)).toBeNull();
  });

  it('is noticed as search and replace blocks', () => {
    expect(looksLikePatch('x.py', '<<<<<<< SEARCH\na\n=======\nb\n>>>>>>> REPLACE\n')).toBe(true);
  });

  it('is an ordinary text in a patch file, and a rule in a text is no diff', () => {
    expect(looksLikePatch('x.patch', patch)).toBe(false);
    expect(looksLikePatch('x.py', 'a\n--- b\n+++ c\n')).toBe(false);
  });
});

describe('the reading of bytes', () => {
  it.each([
    ['UTF-8', Buffer.from('é\n'), 'text'],
    ['UTF-16', Buffer.from('\ufeffé', 'utf16le'), 'utf16'],
    ['Latin-1', Buffer.from([0x63, 0x61, 0x66, 0xe9]), 'lossy'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0]), 'binary'],
  ])('knows %s', (_, bytes, kind) => expect(readText(bytes).kind).toBe(kind));

  it('gives the byte order mark back', () => {
    const bytes = Buffer.from('\ufeffa\r\nb\r\n');
    const file = readText(bytes);
    expect(file).toMatchObject({ kind: 'text', text: 'a\r\nb\r\n', bom: true, eol: '\r\n' });
    expect(file.kind === 'text' && writeText(file.text, file.bom).equals(bytes)).toBe(true);
  });
});

it.each(['/* ', '\\"', "\\'", '`'])('a program with entities and many %j is read in linear time', (unit) => {
  assertLinear((text) => mendContent('a.js', text), unit, 20_000, { start: '&lt;"', end: '' });
});

it.each([
  ['a.yaml', 'log:\n\u00a0\u00a0level: info\n', 'log:\n  level: info\n'],
  ['a.py', 'if a:\n  \u3000 b("\u00a0")\n', 'if a:\n    b("\u00a0")\n'],
  ['a.md', '\u00a0\u00a0a\n', '\u00a0\u00a0a\n'],
])('blanks that indent are plain ones in %s', (path, content, expected) => {
  expect(mendContent(path, content).content).toBe(expected);
});
