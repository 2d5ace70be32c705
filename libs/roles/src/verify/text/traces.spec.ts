import { describe, expect, it } from 'vitest';
import { assertLinear } from '#testing';
import { cutProblem } from './cut-off.js';
import { saidTwice } from './said-twice.js';
import { shortRow } from './table-rows.js';
import { assertsNothing } from '../commands/tests-kept.js';
import { traceProblem } from './traces.js';

const WRITE = 'Write the file.';

describe('traces of how a text was written', () => {
  it.each<[string, string, string]>([
    ['a.txt', '-e alpha\nbeta\n', 'begins with an option'],
    ['a.html', '<h1>Salt Saltamp; Pepper</h1>\n', 'lost its "&"'],
    ['NOTES.md', '<think>\nTwo sentences.\n</think>\n\nIt adds numbers.\n', 'thoughts'],
    ['NOTES.md', 'Okay, the user wants two sentences about main.py.\n\nIt adds numbers.\n', "model's thoughts"],
    ['a.txt', 'Alright, so I need to first write the list.\n\nmilk\n', "model's thoughts"],
    ['a.md', 'The user asked me for a summary of the log.\n\n# Log\n', "model's thoughts"],
    ['a.py', 'I need a loop.\n</think>\nprint(1)\n', 'thoughts'],
    ['menu.txt', 'Caf\\u00e9 cr\\u00e8me\n', '\\u00e9'],
    ['names.csv', 'name\n\\u4f60\\u597d\n', '\\u4f60\\u597d'],
    ['run.sh', '#!/bin/sh\necho hello\nEOF\n', 'end mark of a command: EOF'],
    ['people.tsv', 'name\\tage\nAnn\\t31\n', 'instead of tabs'],
    ['deploy.sh', '#!/bin/sh\n$ make\n', 'prompt of a shell: $ make'],
    ['b.txt', '[[loom-data 1f2e]]\n{"success":true,"output":"a"}\n[[/loom-data 1f2e]]\n', 'result of a tool'],
    ['b.txt', '{"success":true,"output":"a\\nb"}\n', 'result of a tool'],
    ['out.txt', 'Traceback (most recent call last):\n  File "a.py", line 1\nValueError: x\n', 'failure of a command'],
    ['out.txt', 'node:internal/fs/utils:351\n    throw err;\n', 'failure of a command'],
    ['out.txt', 'node:fs:449\n    return binding.readFileUtf8(path);\n', 'failure of a command'],
    ['out.txt', 'bash: line 1: foo: command not found\n', 'failure of a command'],
    ['menu.txt', 'CafÃ© crÃ¨me\n', 'wrong encoding: Ã©'],
    ['a.md', 'Itâ€™s open.\n', 'wrong encoding'],
    ['LICENSE', 'MIT License\n\nCopyright (c) [year] [fullname]\n', 'whose it is: Copyright (c) [year]'],
    ['LICENSE', 'Copyright 2024 <copyright holders>\n', 'whose it is'],
    ['note.txt', `It is slow because ${'court '.repeat(600)}`, 'says "court" without end'],
    ['a.py', 'def f(total):\n    return t\u043etal\n', 'look alike: t\u043etal'],
  ])('are found in %s', (path, text, fault) => {
    expect(traceProblem(path, text, null, WRITE)).toContain(fault);
  });

  it.each<[string, string, string?, string?]>([
    ['prompt.md', '<think>\nx\n</think>\nanswer\n', 'Write a prompt template.'],
    ['page.html', '<think>\n</think>\n'],
    ['NOTES.md', '</think> ends the thoughts of R1.\n'],
    ['a.md', '<think>\na\n</think>\nb\n', WRITE, '<think>\na\n</think>\n'],
    ['ticket.md', 'The user wants a refund; she asked for it twice.\n'],
    ['setup.md', 'First, we need to install Node. Then let us check it.\n'],
    ['notes.txt', 'Okay, I need to buy milk.\n'],
    ['a.txt', 'Okay, I need to check it.\n', 'Write a.txt with the note: Okay, I need to check it.'],
    ['talk.md', 'Okay, let me check the time.\n', 'Write the opening of a talk.'],
    ['a.md', 'Okay, the user wants tea.\nYes.\n', WRITE, 'Okay, the user wants tea.\n'],
    ['menu.txt', 'Café crème\n'],
    ['LICENSE', 'Copyright (c) 2024 Ada Lovelace\n'],
    ['LICENSE', 'APPENDIX: How to apply it.\n\nCopyright [yyyy] [name of copyright owner]\n'],
    ['LICENSE', 'Copyright (c) [year] [fullname]\n', 'Write a template of a licence.'],
    ['row.txt', 'na '.repeat(600), 'Write na six hundred times.'],
    ['row.txt', `${'na '.repeat(100)}\n`],
    ['rows.txt', 'na\n'.repeat(600)],
    ['row.txt', `${'- - '.repeat(600)}\n`],
    ['usage.sh', "usage='call it so:\n$ make\n'\n"],
    ['help.sh', 'cat <<EOF\n$ make\nEOF\n'],
    ['a.sh', 'x=1\n$x make\necho "$ make"\n'],
    ['escapes.md', 'A letter is written as `caf\\u00e9`.\n'],
    ['notes.txt', 'caf\\u00e9\n', 'Write the escape of an accent.'],
    ['a.py', "print('caf\\u00e9')\n"],
    ['run.sh', 'cat <<EOF\nhello\nEOF\n'],
    ['tokens.txt', 'PLUS\nEOF\n', 'List the tokens of the lexer.'],
    ['people.tsv', 'name\tage\nAnn\t31\n'],
    ['a.tsv', 'escape\n\\t\n'],
    ['api.json', '{"success":true,"data":[]}\n'],
    ['report.md', 'Traceback (most recent call last):\n', 'Report the crash.'],
    ['guide.md', '    Traceback (most recent call last):\n'],
    ['sao.txt', 'SÃO PAULO, ÂNGULO\n'],
    ['a.md', 'Ã© stands for é.\n', 'Explain how an encoding is mistaken.'],
    ['a.py', "print('t\u043etal')  # t\u043etal\n"],
    ['a.py', 'класс_A = 1\nимя = класс_A\n'],
    ['a.py', 't\u043etal = 1\n', WRITE, 't\u043etal = 2\n'],
  ])('are not seen in %s', (path, text, asked = WRITE, before?: string) => {
    expect(traceProblem(path, text, before ?? null, asked)).toBeNull();
  });

  it('are no traces where they are to stand there', () => {
    const thought = 'Okay, I need to check the oven.';
    expect(traceProblem('a.txt', thought, null, WRITE)).not.toBeNull();
    expect(traceProblem('a.txt', thought, null, WRITE, [thought])).toBeNull();
  });

  it('are looked for in linear time', () => {
    assertLinear((text) => traceProblem('a.txt', text, null, WRITE), '\\u0020 ', 20_000);
    assertLinear((text) => traceProblem('a.py', text, null, WRITE), 'x\u0436_', 20_000);
    assertLinear((text) => traceProblem('a.py', text, null, WRITE), '"\u0430a', 20_000);
    assertLinear((text) => traceProblem('a.txt', text, null, WRITE), ' ', 60_000, { end: 'okay' });
    assertLinear((text) => traceProblem('a.txt', text, null, WRITE), 'Copyright  2024 [name', 20_000);
    assertLinear((text) => traceProblem('a.txt', text, null, WRITE), 'a a b ', 20_000);
  });
});

const HEAD = '| name | port | owner |\n| --- | --- | --- |\n| web | 80 | Tom |\n';
describe('a row of a table in Markdown', () => {
  it('that is new lacks a cell', () => {
    expect(shortRow('S.md', `${HEAD}| cache | 6379 |\n`, HEAD, WRITE)).toContain('2 cells, and the head has 3');
  });

  it.each<[string, string, (string | null)?]>([
    ['is whole', `${HEAD}| cache | 6379 | Lena |\n\n| a |\n`],
    ['holds an escaped stroke', `${HEAD}| a \\| b | 1 | Ann |\n`],
    ['has empty cells', `${HEAD}| cache | | |\n`],
    ['is shown in a fence', `\`\`\`\n${HEAD}| cache | 6379 |\n\`\`\`\n`],
    ['was short before', `${HEAD}| cache | 6379 |\n| db | 1 | Ann |\n`, `${HEAD}| cache | 6379 |\n`],
    ['is short as all of them are', '| a | b |\n| - | - |\n| 1 |\n| 2 |\n'],
  ])('that %s is well', (_, text, before = null) => {
    expect(shortRow('S.md', text, before, WRITE)).toBeNull();
  });

  it.each(['| a |\n| - |\n', '| a |\n| - |\n\n'])('is looked for in linear time in %j', (unit) => {
    assertLinear((text) => shortRow('S.md', text, null, WRITE), unit, 8_000);
  });
});

describe('an entry of a list', () => {
  it('does not stand there twice', () => {
    expect(saidTwice('.gitignore', 'dist\nout\ndist\n', 'dist\nout\n')).toBe('it lists dist twice');
    expect(saidTwice('requirements.txt', 'flask\nflask\n', 'flask\n')).toBe('it lists flask twice');
  });

  it.each<[string, string, string | null]>([
    ['.gitignore', '# a\nx\n# a\ny\n', null],
    ['.gitignore', 'a\na\nb\n', 'a\na\n'],
    ['.gitignore', '# a\n*.log\n# b\n*.log\n', null],
    ['words.txt', 'a\na\n', null],
  ])('may in %s', (path, text, before) => {
    expect(saidTwice(path, text, before)).toBeNull();
  });
});

describe('a statement that leaves its block', () => {
  it.each<[string, string]>([
    ['a.py', 'def f(u):\n    save(u)\n    return u\n    return u\n'],
    ['a.ts', 'function f() {\n  throw new Error("x");\n\n  throw new Error("x");\n}\n'],
  ])('stands twice in %s', (path, text) => {
    expect(saidTwice(path, text, null)).toContain('twice in a row');
  });

  it.each<[string, string, (string | null)?]>([
    ['a.py', 'def f(u):\n    if u:\n        return 1\n    return 1\n'],
    ['a.py', 'def f():\n    """\n    return u\n    return u\n    """\n'],
    ['a.js', 'switch (a) {\n  case 1:\n    return x;\n  case 2:\n    return x;\n}\n'],
    ['a.md', '  return u\n  return u\n'],
    ['a.py', 'def f(u):\n    return u\n    return u\n', 'def f(u):\n    return u\n    return u\n'],
  ])('stands once in %s', (path, text, before = null) => {
    expect(saidTwice(path, text, before)).toBeNull();
  });
});

describe('the last line of a file of Python', () => {
  it('stops within a word', () => {
    expect(cutProblem('calc.py', 'def div(a, b):\n    retur', null, WRITE)).toContain('retur');
  });

  it.each([
    'def f():\n    pass\n',
    'for x in y:\n    continue',
    'x = (\n    a\n)\n',
    'x = a + \\\n    b\n',
    'T = """\n    word\n"""\n',
    'df\n',
  ])('may be %j', (text) => {
    expect(cutProblem('a.py', text, null, WRITE)).toBeNull();
  });
});

describe('a new file of tests', () => {
  it.each<[string, string]>([
    ['test_a.py', 'class A(TestCase):\n    def test_a(self):\n        self.assertTrue(True)\n'],
    ['test_a.py', 'def test_a():\n    assert True\n\ndef test_b():\n    assert 1\n'],
    ['a.test.js', "import assert from 'node:assert';\ntest('a', () => assert.ok(true));\n"],
    ['a.test.ts', "it('a', () => {\n  expect(true).toBe(true);\n});\n"],
  ])('asserts nothing: %s', (path, text) => {
    expect(assertsNothing(path, text, null, WRITE)).toContain('whatever the code does');
  });

  it.each([
    [
      'test_a.py',
      'class A(TestCase):\n    @unittest.skip("later")\n    def test_a(self):\n        self.assertEqual(f(), 1)\n',
    ],
    ['a.test.js', "it.skip('a', () => assert.equal(f(), 1));\nxit('b', () => assert.equal(f(), 2));\n"],
  ])('skips all of them: %s', (path, text) => {
    expect(assertsNothing(path, text, null, WRITE)).toContain('skipped');
    expect(assertsNothing(path, text, null, 'Write tests, and skip them for now.')).toBeNull();
    expect(
      assertsNothing(path, `${text}    def test_b(self):\ntest('c', () => assert.equal(f(), 3));\n`, null, WRITE),
    ).toBeNull();
  });

  it('may do so where it only holds a place', () => {
    expect(assertsNothing('test_a.py', 'def test_a():\n    assert True\n', null, 'Add a placeholder test.')).toBeNull();
  });

  it.each<[string, string, (string | null)?]>([
    ['test_a.py', 'def test_a():\n    assert True\n    assert slug("A") == "a"\n'],
    ['test_a.py', 'def test_a():\n    run()\n'],
    ['a.test.js', "test('a', () => assert.equal(f(1), 1));\n"],
    ['a.test.ts', "it('a', () => {\n  expect(f()).toBe(true);\n});\n"],
    ['a.py', 'assert True\n'],
    ['test_a.py', 'def test_a():\n    assert True\n', 'def test_a():\n    assert True\n'],
  ])('asserts something: %s', (path, text, before = null) => {
    expect(assertsNothing(path, text, before, WRITE)).toBeNull();
  });
});
