import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AttemptTree } from '../../ports/attempt-trees.js';
import { changedFilesHoldSomething, expectedOutputsExist, namedFilesExist, onlyRemarks } from './files-there.js';

it('code of remarks alone is told from code', () => {
  const remarks: [string, string][] = [
    ['a.test.js', '// Tests go here\n\n/* later */\n'],
    ['test_a.py', '# tests\n'],
    ['a.lua', '-- later\n'],
  ];
  const code: [string, string][] = [
    ['a.h', '#include "b.h"\n'],
    ['a.js', '// a\nf();\n'],
    ['a.css', '/* a */\nnav {\n}\n'],
    ['a.js', '--a;\n'],
    ['a.py', '"""Doc."""\n'],
    ['a.cs', '#nullable enable\n// a\n'],
    ['a.go', 'package a // a\n'],
    ['vite-env.d.ts', '/// <reference types="vite/client" />\n'],
    ['main.js', '//# sourceMappingURL=main.js.map\n'],
  ];
  for (const [path, text] of remarks) expect(onlyRemarks(path, text), path).toBe(true);
  for (const [path, text] of code) expect(onlyRemarks(path, text), path).toBe(false);
});

describe('a file that is to be made', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'loom-named-'));
    mkdirSync(join(root, 'docs', 'docs'), { recursive: true });
    writeFileSync(join(root, 'docs', 'index.md'), '# Docs\n');
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });
  const made = (path: string, text: string) => {
    writeFileSync(join(root, path), text);
    const changes = [{ path, operation: 'create', additions: 1, deletions: 0, binary: false } as const];
    return { tree: { root, scratch: root } as AttemptTree, changes };
  };

  it('does not lie in a folder within the folder of its name', async () => {
    const { tree, changes } = made('docs/docs/faq.md', '# FAQ\n');
    const [found] = await namedFilesExist(tree, changes, ['docs/faq.md'], [], 'Write docs/faq.md');
    expect(found?.detail).toContain('there is only docs/docs/faq.md');
  });

  it('holds more than a command for its text, unless it is one or that is asked for', async () => {
    const holds = async (path: string, text: string, told = 'Copy a.md.'): Promise<boolean | undefined> => {
      const { tree, changes } = made(path, text);
      return (await changedFilesHoldSomething(tree, changes, 'Copy it', told))[0]?.passed;
    };
    expect(await holds('b.md', '$(cat a.md)\n')).toBe(false);
    expect(await holds('b.md', '`cat a.md`')).toBe(false);
    expect(await holds('b.md', '# Copy\n\n$(cat a.md)\n')).toBe(true);
    expect(await holds('b.sh', '$(cat a.md)\n')).toBe(true);
    expect(await holds('b.md', '$(VERSION)\n')).toBe(true);
    expect(await holds('b.md', '`a.md`\n')).toBe(true);
    expect(await holds('b.md', '$(cat a.md)\n', 'Write the line "$(cat a.md)" to b.md.')).toBe(true);
  });

  it('holds more than a word about another one', async () => {
    const holds = async (text: string): Promise<boolean | undefined> => {
      const { tree, changes } = made('b.md', text);
      return (await changedFilesHoldSomething(tree, changes, 'Write a chapter'))[0]?.passed;
    };
    expect(await holds('# Two\n\nSame as in the previous step, for the other drink.\n')).toBe(false);
    expect(await holds('# Two\n\nSame as before.\nCoffee grows elsewhere.\n')).toBe(true);
  });
});

describe('an output that is empty', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'loom-outputs-'));
    mkdirSync(join(root, 'pkg'));
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });
  const holds = async (path: string, asked: string): Promise<boolean | undefined> => {
    writeFileSync(join(root, path), '');
    const tree = { root, scratch: root } as AttemptTree;
    const [found] = await expectedOutputsExist(tree, [path], { changes: [], there: [path], asked });
    return found?.passed;
  };

  it('may be so by custom, or where it is to be', async () => {
    expect(await holds('pkg/py.typed', 'Add a marker.')).toBe(true);
    expect(await holds('pkg/__init__.py', 'Make it a package.')).toBe(true);
    expect(await holds('pkg/seed.sql', 'Create an empty pkg/seed.sql.')).toBe(true);
  });

  it('is a write that went wrong otherwise', async () => {
    expect(await holds('pkg/seed.sql', 'Create pkg/seed.sql.')).toBe(false);
    expect(await holds('pkg/list.py', 'Create pkg/list.py. Test the empty list.')).toBe(false);
  });

  it('may be a folder that a later step has to fill, and is missing otherwise', async () => {
    mkdirSync(join(root, 'media'));
    const tree = { root, scratch: root } as AttemptTree;
    const held = async (isLeft: boolean): Promise<string | undefined> => {
      const of = { changes: [], there: [], asked: 'Make the folders.', isLeft: () => isLeft };
      const [found] = await expectedOutputsExist(tree, ['media/'], of);
      return `${found?.passed}: ${found?.detail}`;
    };
    expect(await held(true)).toBe('true: there, for a later step to fill');
    expect(await held(false)).toMatch(/^false: it is empty, and no empty folder is kept/);
  });
});
