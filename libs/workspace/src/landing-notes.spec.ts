import { linkSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fingerprint, put } from './fixture.js';
import { attempt, eachInItsFolder, f, land, landed, start, tip, workspaceId } from './landing.fixture.js';
import { installationOf } from './landing/lock-files.js';
import { windowsProblem } from './landing/windows-names.js';

describe('what is installed by a lock file', () => {
  it.each([
    ['package-lock.json', 'node_modules', 'npm ci'],
    ['yarn.lock', 'node_modules', 'yarn install'],
    ['pnpm-lock.yaml', 'node_modules', 'pnpm install'],
    ['bun.lockb', 'node_modules', 'bun install'],
    ['uv.lock', '.venv', 'uv sync'],
    ['poetry.lock', '.venv', 'poetry install'],
    ['requirements-dev.txt', '.venv', '.venv/bin/pip install -r requirements-dev.txt'],
    ['Cargo.lock', 'vendor', 'cargo vendor'],
    ['go.sum', 'vendor', 'go mod vendor'],
    ['Gemfile.lock', 'vendor/bundle', 'bundle install'],
    ['composer.lock', 'vendor', 'composer install'],
  ])('%s: %s by %s', (name, folder, command) => {
    const found = installationOf(name);
    expect([found?.folders[0], found?.command(folder)]).toEqual([folder, command]);
  });

  it.each(['package.json', 'requirements;id.txt', 'requirements $(id).txt', 'notes.txt', 'toString', '__proto__'])(
    '%s is none',
    (name) => expect(installationOf(name)).toBeNull(),
  );
});

describe('a name on Windows', () => {
  it.each([
    ...['con', 'AUX.ts', 'nul .tar.gz', 'Com1', 'lpt9.log', 'COM²', 'CONIN$'].map(
      (name) => [name, 'a device'] as const,
    ),
    ...['a<b', 'a>b', 'a:b', 'a"b', 'a|b', 'a?b', 'a*b', 'a\\b'].map((name) => [name, name[1] as string] as const),
    ...['a\tb', 'a\u0001'].map((name) => [name, 'control'] as const),
    ...['end.', 'end ', '...'].map((name) => [name, 'dot or a blank'] as const),
  ])('%j is refused there', (name, because) => expect(windowsProblem(name)).toContain(because));

  it.each(['console.ts', 'com10', 'com', 'lpt0.txt', 'aux-1.ts', '.env', ' a', 'a.b.c', 'nul_', 'über.txt'])(
    '%j is fine',
    (name) => expect(windowsProblem(name)).toBeNull(),
  );
});

describe('a landing', () => {
  eachInItsFolder();

  it('names the lock files whose dependencies are installed in the folder, and touches none of these', async () => {
    for (const place of ['', 'web/', 'bare/']) put(f.user, `${place}package-lock.json`, '{}');
    put(f.user, 'node_modules/left/index.js', 'x');
    put(f.user, 'web/node_modules/pad/index.js', 'x');
    mkdirSync(join(f.user, 'web/venv'));
    put(f.user, 'go.sum', 'a\n');
    put(f.user, 'vendor/modules.txt', 'a\n');
    await start();
    const base = tip;
    const head = await attempt('a1', (root) => {
      for (const place of ['', 'web/', 'bare/']) put(root, `${place}package-lock.json`, '{"lockfileVersion":3}');
      put(root, 'web/requirements.txt', 'x\n');
      put(root, 'go.sum', 'b\n');
    });
    const installed = fingerprint(join(f.user, 'web/node_modules'));
    const outcome = await land('l1', head, base);
    expect(outcome.kind === 'landed' && outcome.notes).toEqual([
      {
        ...{ kind: 'install', path: 'package-lock.json', command: 'npm ci' },
        says: 'package-lock.json has changed: run npm ci to bring node_modules up to date',
      },
      {
        ...{ kind: 'install', path: 'web/package-lock.json', command: 'npm ci' },
        says: 'web/package-lock.json has changed: run npm ci in web to bring web/node_modules up to date',
      },
      {
        ...{ kind: 'install', path: 'web/requirements.txt', command: 'venv/bin/pip install -r requirements.txt' },
        says: expect.stringContaining('in web to bring web/venv up to date'),
      },
    ]);
    expect(fingerprint(join(f.user, 'web/node_modules'))).toEqual(installed);
    expect(await land('l1', head, base)).toEqual(outcome);
    if (outcome.kind !== 'landed') return;
    const wish = { undoId: 'u1', workspaceId, path: f.user, tip: outcome.commit, onConflict: 'abort' } as const;
    const undone = await f.store.revert({ ...wish, landings: [outcome] });
    expect(undone.kind === 'reverted' && undone.notes?.map(({ path }) => path)).toEqual([
      'package-lock.json',
      'web/package-lock.json',
    ]);
  });

  it('brings new names that Windows cannot hold, and says so; those that were there are no news', async () => {
    put(f.user, 'con/old.txt', 'x\n');
    put(f.user, 'a', '1\n');
    await start();
    const edit = (root: string): void => {
      put(root, 'con/new.txt', 'x\n');
      put(root, 'con/old.txt', 'y\n');
      put(root, 'src/aux.ts', 'x\n');
      put(root, '10:30/notes.', 'x\n');
      put(root, '10:30/more', 'x\n');
    };
    const { notes } = await landed('l1', await attempt('a1', edit), tip);
    expect(notes?.map(({ kind, path, says }) => [kind, path, says])).toEqual([
      ['windows_name', '10:30', 'Windows cannot hold the name of 10:30: it holds :'],
      ['windows_name', '10:30/notes.', 'Windows cannot hold the name of 10:30/notes.: it ends with a dot or a blank'],
      ['windows_name', 'src/aux.ts', 'Windows cannot hold the name of src/aux.ts: it is the name of a device there'],
    ]);
    const many = await attempt('a2', (root) => {
      for (let n = 10; n < 40; n++) put(root, `many/${n}?`, 'x\n');
    });
    const more = await landed('l2', many, tip);
    expect([more.notes?.length, more.notes?.at(-1)?.says]).toEqual([
      11,
      '20 more like many/10?, beginning with many/20?',
    ]);
    const plain = await landed('l3', await attempt('a3', (root) => put(root, 'a', '2\n')), tip);
    expect(plain).not.toHaveProperty('notes');
  });

  it('leaves the other name of a hard link as it is, and says that only one has changed', async () => {
    put(f.user, 'a', '1\n');
    linkSync(join(f.user, 'a'), join(f.dir, 'outside'));
    put(f.user, 'gone', '1\n');
    linkSync(join(f.user, 'gone'), join(f.dir, 'gone'));
    await start();
    const edit = (root: string): void => {
      put(root, 'a', '2\n');
      rmSync(join(root, 'gone'));
    };
    const { notes } = await landed('l1', await attempt('a1', edit), tip);
    expect(notes).toEqual([
      {
        ...{ kind: 'hard_link', path: 'a' },
        says: 'a was one file with another name (a hard link): only this name has changed',
      },
    ]);
    expect([readFileSync(join(f.user, 'a'), 'utf8'), readFileSync(join(f.dir, 'outside'), 'utf8')]).toEqual([
      '2\n',
      '1\n',
    ]);
    expect(readFileSync(join(f.dir, 'gone'), 'utf8')).toBe('1\n');
  });
});
