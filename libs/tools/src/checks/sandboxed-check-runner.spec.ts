import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SandboxConfig } from '#config';
import { GitTree } from '../../spec/git-tree.js';
import { chooseSandbox } from '../shell/choose-sandbox.js';
import { ParseThread } from './parse-thread.js';
import { SandboxedCheckRunner } from './sandboxed-check-runner.js';

const { sandbox } = await chooseSandbox(new SandboxConfig());
const signal = new AbortController().signal;

describe(`the check runner (sandbox: ${sandbox.kind})`, () => {
  let tree: GitTree;
  beforeEach(async () => {
    tree = await GitTree.create();
  });
  afterEach(() => tree.close());
  const runner = new SandboxedCheckRunner(sandbox, { timeoutSeconds: 2 });
  const put = async (path: string, text: string | Buffer): Promise<void> => {
    await mkdir(dirname(join(tree.root, path)), { recursive: true });
    await writeFile(join(tree.root, path), text);
  };

  it('passes a command that ends with 0 and says how it ended', async () => {
    expect(await runner.run(tree, 'echo fine', signal)).toMatchObject({
      name: 'echo fine',
      passed: true,
      detail: expect.stringMatching(/^exit code 0 in \d+ ms\nfine$/),
    });
  });

  it('fails a command that ends otherwise, with the end of what it said', async () => {
    const result = await runner.run(tree, 'seq 20000; echo "the reason" >&2; exit 4', signal);
    expect(result.passed).toBe(false);
    expect(result.detail).toMatch(/^exit code 4 .*the reason$/s);
    expect(result.detail.length).toBeLessThan(2100);
  });

  it.each(['sleep 100', 'false | true', 'kill -9 $$', 'exit', '  ', 'no-such-program'])(
    'does not pass "%s" by mistake',
    async (command) => {
      const result = await runner.run(tree, command, signal);
      expect(result.passed).toBe(command === 'exit');
    },
  );

  it('goes on where a check that was out of time left what it had compiled', async () => {
    const cached = Object.create(tree, { cache: { value: join(tree.scratch, 'cache') } }) as typeof tree;
    await mkdir(join(tree.scratch, 'cache'));
    const slow = (steps: number): string =>
      `for n in $(seq ${steps}); do [ -f "$XDG_CACHE_HOME/$n" ] || { sleep 0.8; touch "$XDG_CACHE_HOME/$n" "$XDG_CACHE_HOME/$n".{1..25}; }; done`;
    expect(await runner.run(cached, slow(5), signal)).toMatchObject({ passed: true });
    const once = await runner.run(cached, 'touch "$XDG_CACHE_HOME"/once.{1..25}; sleep 9', signal);
    expect(once).toMatchObject({ passed: false, outOfTime: true });
    expect(once.detail).toMatch(/^stopped after 2 s, the last of 2 times in /);
    // As npm does.
    const logging = await runner.run(cached, 'touch "$XDG_CACHE_HOME/log.$(date +%s%N)"; sleep 9', signal);
    expect(logging.detail).toMatch(/^stopped after 2 s in /);
    expect((await runner.run(tree, 'sleep 9', signal)).detail).toMatch(/^stopped after 2 s in /);
  }, 30_000);
  it.each([
    ['good.json', '{"a": 1}', true],
    ['bad.json', '{"a": 1,}', false],
    ['empty.json', '', false],
    ['tsconfig.build.json', '{ // why\n "a": "http://x", /* b */ }', true],
    ['good.yaml', 'a: 1\n---\nb: [1, 2]\n', true],
    ['bad.yml', 'a: [1, 2\nb: }', false],
    ['workflow.yml', 'run: ${{ secrets.X }}\n', true],
    ['good.toml', '[a]\nb = 1\n', true],
    ['bad.toml', '[a\nb = 1\n', false],
    ['good.js', 'export const a = 1;\n', true],
    ['common.js', 'const a = require("a"); with (a) {}\nreturn;', true],
    ['bad.js', 'const a = ;\n', false],
    ['good.mjs', 'import "a"; await 1;\n', true],
    ['bad.mjs', 'import "a" from;\n', false],
    ['bad.cjs', 'import "a";\n', false],
    ['good.ts', 'const a: number = "wrong type, right syntax";\n', true],
    ['bad.ts', 'const a: = 1;\n', false],
    ['good.d.ts', 'export declare function f<T>(x: T): T;\nexport const x: number;\n', true],
    ['bad.d.ts', 'export declare function f(: T;\n', false],
    ['good.tsx', 'export const A = () => <p>hi</p>;\n', true],
    ['good.sh', '#!/usr/bin/env bash\nif true; then echo; fi\n', true],
    ['bad.sh', 'if true; then\n', false],
    ["a folder/it's $(odd) name.sh", 'if true; then\n', false],
    ['-e.sh', 'true\n', true],
  ])('parses %s', async (path, text, passed) => {
    await put(path, text);
    const result = await runner.syntax(tree, path, signal);
    expect(result).toMatchObject({ name: `syntax of ${path}`, passed });
    expect(result?.detail).toMatch(/JSON\.parse|YAML|TOML|node --check|TypeScript|bash -n/);
  });

  it('parses Python where there is an interpreter', async () => {
    const has = (await runner.run(tree, 'command -v python3', signal)).passed;
    await put('good.py', 'def f():\n    return 1\n');
    await put('bad.py', 'def f(:\n');
    expect((await runner.syntax(tree, 'good.py', signal))?.passed).toBe(has ? true : undefined);
    expect((await runner.syntax(tree, 'bad.py', signal))?.passed).toBe(has ? false : undefined);
  });

  it.each([
    ['readme.md', '# hi'],
    ['jsx.js', 'export const A = () => <p className="x">hi</p>;'],
    ['chart/templates/x.yaml', '{{- if .Values.x }}\na: 1\n{{- end }}'],
    ['zsh.sh', '#!/bin/zsh\nfor x (a b) echo $x\n'],
  ])('says nothing about %s, which nobody can parse here', async (path, text) => {
    await put(path, text);
    expect(await runner.syntax(tree, path, signal)).toBeNull();
  });

  it('says nothing about a file that is gone, a folder, a link or a place outside', async () => {
    await mkdir(join(tree.root, 'folder.json'));
    await symlink('/etc/hosts', join(tree.root, 'link.json'));
    for (const path of ['gone.json', 'folder.json', 'link.json', '../x.json', '/etc/x.json'])
      expect(await runner.syntax(tree, path, signal)).toBeNull();
  });

  it('fails a source file that holds NUL bytes', async () => {
    await put('nul.json', Buffer.from('{"a":\0 1}'));
    expect(await runner.syntax(tree, 'nul.json', signal)).toMatchObject({ passed: false });
  });

  it('is not blown up by a small YAML file that means a huge one', async () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefghij'.split('').map((c, i) => `${c}: &${c} [${Array(9).fill(`*${'abcdefghij'[i]}`).join(',')}]`),
    ];
    await put('bomb.yaml', bomb.join('\n'));
    expect(await runner.syntax(tree, 'bomb.yaml', signal)).toMatchObject({ passed: true });
  });

  it('goes on at once while a file made to hold up its parser is given up', async () => {
    const thread = new ParseThread(1500);
    let beats = 0;
    const heart = setInterval(() => beats++, 20);
    // Its parser looks through the rest of the text for each of the brackets.
    const text = `a = ${'['.repeat(30_000)}`;
    const answers = await Promise.all([
      thread.parse({ language: 'yaml', text: '- '.repeat(400_000), name: 'slow.yaml' }),
      thread.parse({ language: 'toml', text, name: 'deep.toml' }),
      thread.parse({ language: 'json', text: '{}', name: 'fine.json' }),
    ]);
    clearInterval(heart);
    expect(answers[0]?.ok).not.toBe(true);
    expect(answers[1]?.ok).not.toBe(true);
    expect(answers[2]).toEqual({ ok: true });
    expect(beats).toBeGreaterThan(3);
  });
});
