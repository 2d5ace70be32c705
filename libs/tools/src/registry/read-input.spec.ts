import { describe, expect, it } from 'vitest';
import { deleteFile } from '../tools/delete-file.js';
import { editFile } from '../tools/edit-file.js';
import { finish } from '../tools/finish.js';
import { listDirectory } from '../tools/list-directory.js';
import { moveFile } from '../tools/move-file.js';
import { readFile } from '../tools/read-file.js';
import { searchFiles } from '../tools/search-files.js';
import { shellExecute } from '../tools/shell-execute.js';
import { writeFile } from '../tools/write-file.js';
import { defineTool, schemaOf, type Tool } from './define-tool.js';
import { readInput } from './read-input.js';

const input = (tool: Tool, given: Record<string, unknown>): unknown => {
  const read = readInput(tool, given);
  return read.ok ? read.input : read.error;
};

describe('the reading of arguments', () => {
  it.each([
    ['the exact keys', editFile, { path: 'a', old_str: 'x', new_str: 'y' }, { path: 'a', old_str: 'x', new_str: 'y' }],
    [
      'other names',
      editFile,
      { file_path: 'a', old_string: 'x', newString: 'y' },
      { path: 'a', old_str: 'x', new_str: 'y' },
    ],
    ['lines that end', writeFile, { path: 'a', content: ['x\n', 'y\n'] }, { path: 'a', content: 'x\ny\n' }],
    ['lines without ends', writeFile, { path: 'a', content: ['x', 'y'] }, { path: 'a', content: 'x\ny\n' }],
    [
      'lines of an edit',
      editFile,
      { path: 'a', old_str: ['x', 'y'], new_str: [''] },
      { path: 'a', old_str: 'x\ny', new_str: '' },
    ],
    [
      'every place of an edit',
      editFile,
      { path: 'a', old_str: 'x', new_str: 'y', replaceAll: 'true' },
      { path: 'a', old_str: 'x', new_str: 'y', replace_all: true },
    ],
    [
      'values in their own schema',
      writeFile,
      { path: { type: 'string', value: 'a' }, content: { value: 'x', type: 'string' } },
      { path: 'a', content: 'x' },
    ],
    [
      'the call in the call',
      writeFile,
      { name: 'write_file', arguments: { path: 'a', content: 'x' } },
      { path: 'a', content: 'x' },
    ],
    ['names in quotes', writeFile, { ' path': 'a', '"content"': 'x' }, { path: 'a', content: 'x' }],
    ['camel case', readFile, { path: 'a', lineStart: 3 }, { path: 'a', line_start: 3 }],
    ['a whole number in quotes', readFile, { path: 'a', line_start: '200' }, { path: 'a', line_start: 200 }],
    ['seconds with their unit', shellExecute, { cmd: 'ls', timeout: '30s' }, { command: 'ls', timeout_seconds: 30 }],
    ['a number for a string', writeFile, { path: 'v', content: 42 }, { path: 'v', content: '42' }],
    [
      'a legitimate empty string',
      writeFile,
      { path: 'pkg/__init__.py', content: '' },
      { path: 'pkg/__init__.py', content: '' },
    ],
    ['a word for null for an optional number', readFile, { path: 'a', line_start: 'None' }, { path: 'a' }],
    ['null for an optional argument', readFile, { path: 'a', line_start: null }, { path: 'a' }],
    ['no arguments where none is required', listDirectory, {}, {}],
    ['a wrapper', readFile, { arguments: { path: 'a' } }, { path: 'a' }],
    ['a wrapper round a list', readFile, { arguments: [{ name: 'path', value: 'a' }] }, { path: 'a' }],
    ['a wrapper in a wrapper', readFile, { arguments: { result: '{"path":"a"}' } }, { path: 'a' }],
    [
      'the shape of the schema',
      readFile,
      { type: 'object', properties: { path: 'a' }, required: ['path'] },
      { path: 'a' },
    ],
    ['a command at a prompt', shellExecute, { command: '$ ls -l' }, { command: 'ls -l' }],
    [
      'a command with other blanks',
      shellExecute,
      { command: 'mkdir\u00a0-p\u00a0"a\u00a0b"' },
      { command: 'mkdir -p "a\u00a0b"' },
    ],
    ['a command in a fence', shellExecute, { command: '```bash\nls\n```' }, { command: 'ls' }],
    [
      'a command in HTML',
      shellExecute,
      { command: 'cd a &amp;&amp; echo "b &amp; c" &gt; d' },
      { command: 'cd a && echo "b & c" > d' },
    ],
    [
      'a command that writes HTML',
      shellExecute,
      { command: 'echo "a &amp; b" > p.html' },
      { command: 'echo "a &amp; b" > p.html' },
    ],
    [
      'a command that shows a prompt',
      shellExecute,
      { command: 'echo "\n$ ls" > doc.md' },
      { command: 'echo "\n$ ls" > doc.md' },
    ],
    ['a remark beside the arguments', deleteFile, { path: 'a', explanation: 'old' }, { path: 'a' }],
    [
      'JSON sent as a value',
      writeFile,
      { path: 'p.json', content: { a: 1 } },
      { path: 'p.json', content: '{\n  "a": 1\n}\n' },
    ],
    [
      'lines whose last one is ended',
      writeFile,
      { path: 'a.py', content: ['def f():', '    pass', ''] },
      { path: 'a.py', content: 'def f():\n    pass\n' },
    ],
    ['an option in capitals', finish, { summary: 's', status: 'DONE' }, { summary: 's', status: 'done' }],
    [
      'an option as a sentence',
      finish,
      { summary: 's', status: 'Task completed successfully.' },
      { summary: 's', status: 'done' },
    ],
    ['source and destination', moveFile, { source: 'a', destination: 'b' }, { path: 'a', new_path: 'b' }],
    ['the same value under two names', readFile, { path: 'a', file_path: 'a' }, { path: 'a' }],
    ['an unknown key of a reading tool', searchFiles, { pattern: 'x', case: true }, { pattern: 'x' }],
    ['a lone surrogate, replaced', writeFile, { path: 'a', content: 'x\ud99c' }, { path: 'a', content: 'x\ufffd' }],
  ])('takes %s', (_, tool, given, expected) => {
    expect(input(tool, given)).toEqual(expected);
  });

  it('takes a truth value in words', () => {
    const tool = defineTool({
      name: 't',
      about: '',
      fields: { on: { type: 'boolean', description: '' } },
      required: ['on'],
      example: { on: true },
      run: async () => ({ success: true, output: '' }),
    });
    expect(input(tool, { on: 'True' })).toEqual({ on: true });
    expect(input(tool, { on: 'yes' })).toContain('must be true or false');
  });

  it.each<[unknown, string]>([
    [['ls'], 'ls'],
    [['bash', '-lc', 'echo "a b" > x'], 'echo "a b" > x'],
    [['/bin/bash', '-l', '-c', 'a | b'], 'a | b'],
    ['["bash", "-lc", "a | b"]', 'a | b'],
    [['bash', '-ec', 'a | b'], "bash -ec 'a | b'"],
    ['[ -f a ] && b', '[ -f a ] && b'],
    ['[ "a" = b ]', '[ "a" = b ]'],
    [['git', 'commit', '-m', "it's"], "git commit -m 'it'\\''s'"],
    [['sh', 'run.sh'], 'sh run.sh'],
  ])('reads the words of a command as one: %j', (command, text) => {
    expect(input(shellExecute, { command })).toEqual({ command: text });
  });

  it.each([
    [
      'a missing argument, with its type and an example',
      writeFile,
      { path: 'a.py' },
      /"content" \(string\) is missing.*Nothing was run.*Example: \{"path"/,
    ],
    ['null for a required one', writeFile, { path: 'a.py', content: null }, /"content" \(string\) is missing/],
    [
      'words for a number',
      readFile,
      { path: 'a', line_start: 'abc' },
      /"line_start" must be a whole number, not "abc"/,
    ],
    ['half a number', readFile, { path: 'a', line_start: 1.5 }, /whole number/],
    ['a number below the least', readFile, { path: 'a', line_start: 0 }, /at least 1/],
    ['a list for a string', readFile, { path: ['a', 'b'] }, /must be a string/],
    ['a list for the content of a file', writeFile, { path: 'a', content: ['x'] }, /must be a string/],
    ['a list that holds no texts', shellExecute, { command: ['ls', 1] }, /must be a string/],
    [
      'an object as content of a file that is not JSON',
      writeFile,
      { path: 'a.py', content: { a: 1 } },
      /must be a string/,
    ],
    ['an empty path', readFile, { path: ' ' }, /must not be empty/],
    [
      'an encoding that a write does not have',
      writeFile,
      { path: 'a', content: 'x', encoding: 'latin1' },
      /"encoding"/,
    ],
    ['a mode that adds', writeFile, { path: 'a', content: 'x', mode: 'a' }, /has no argument "mode"/],
    [
      'a key that may mean something to a writing tool',
      writeFile,
      { path: 'a', content: 'x', append: true },
      /has no argument "append"/,
    ],
    ['a misspelt key, with the nearest', readFile, { pth: 'a' }, /did you mean "path"/],
    ['two names that contradict each other', readFile, { path: 'a', file_path: 'b' }, /mean the same thing and differ/],
    ['an option that does not exist', finish, { summary: 's', status: 'perfect' }, /must be one of done, blocked/],
    ['a word that every object knows', finish, { summary: 's', status: 'constructor' }, /must be one of done, blocked/],
    ['an option taken back', finish, { summary: 's', status: 'not done' }, /must be one of done, blocked/],
    ['two options', finish, { summary: 's', status: 'done, partial' }, /must be one of done, blocked/],
    ['a key of the prototype', readFile, { constructor: 'a' }, /missing|no argument/],
  ])('refuses %s', (_, tool, given, expected) => {
    expect(input(tool, given)).toMatch(expected);
  });

  it('leaves out what a write does in any case', () => {
    const given = { path: 'a', content: 'x', overwrite: true, create_dirs: 'true', encoding: 'UTF-8', mode: 'w' };
    expect(input(writeFile, given)).toMatchObject({ path: 'a', content: 'x' });
  });

  it('shows the model the schema that is checked', () => {
    expect(schemaOf(readFile)).toMatchObject({
      type: 'object',
      required: ['path'],
      additionalProperties: false,
      properties: { path: { type: 'string' }, line_start: { type: 'integer' }, line_end: { type: 'integer' } },
    });
  });
});
