import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findProgram } from '#bootstrap';

/* The script runs for real in a copy of the checkout's top; only what would change this machine (package managers, npm,
   the build) is a stand-in on a PATH of its own that notes how it was called. */

const repository = resolve(import.meta.dirname, '../..');
let root: string;
let bin: string;
let checkout: string;
/** What this machine's own files are taken for. */
let system: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'loom-setup-'));
  bin = join(root, 'bin');
  checkout = join(root, 'checkout');
  system = join(root, 'system');
  installPostgres();
  for (const folder of [bin, join(checkout, 'scripts'), join(checkout, 'apps'), join(checkout, 'libs')]) {
    mkdirSync(folder, { recursive: true });
  }
  const parts = ['scripts/setup.mjs', 'scripts/freshness.mjs', 'package.json', 'package-lock.json'];
  for (const file of parts) cpSync(join(repository, file), join(checkout, file));
  for (const program of ['git', 'env', 'sh', 'cp', 'mv', 'rm', 'mkdir', 'cat']) {
    symlinkSync(findProgram([program], process.env['PATH'] ?? '') ?? '', join(bin, program));
  }
  standIn('ip');
  writeFileSync(
    join(checkout, 'scripts/build.mjs'),
    `import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
appendFileSync(${JSON.stringify(join(root, 'calls'))}, 'build\\n');
mkdirSync('dist/apps/cli/src', { recursive: true });
writeFileSync('dist/apps/cli/src/main.js', '');
writeFileSync('dist/.built', String(Date.now()));
`,
  );
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const postgresBin = (): string => join(system, 'usr/lib/postgresql/15/bin');
function installPostgres(): void {
  mkdirSync(postgresBin(), { recursive: true });
  writeFileSync(join(postgresBin(), 'initdb'), '');
}

/** A program that notes its call; `brings` appear beside it when an argument has their name. */
function standIn(name: string, brings: Record<string, string> = {}): void {
  const cases = Object.entries(brings).map(
    ([pkg, program]) => `${pkg}) : > "${join(bin, program)}"; ${chmod} 755 "${join(bin, program)}";;`,
  );
  const text = `#!${join(bin, 'sh')}\necho "${name} $*" >> "${join(root, 'calls')}"\nfor a in "$@"; do case "$a" in ${cases.join(' ')} esac; done\n`;
  writeFileSync(join(bin, name), cases.length > 0 ? text : text.split('\nfor ')[0] + '\n');
  chmodSync(join(bin, name), 0o755);
}
const chmod = findProgram(['chmod'], process.env['PATH'] ?? '') ?? 'chmod';

function setup(...args: string[]): { status: number | null; said: string; calls: string[] } {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/setup.mjs', ...args], {
    cwd: checkout,
    env: { PATH: bin, HOME: root, LOOM_SETUP_SYSTEM: system },
    encoding: 'utf8',
  });
  const notes = join(root, 'calls');
  const calls = existsSync(notes) ? readFileSync(notes, 'utf8').trim().split('\n') : [];
  rmSync(notes, { force: true });
  return { status, said: stderr, calls };
}

const asRoot = process.getuid?.() === 0;

it.runIf(asRoot)('installs Redis, the sandbox and the packages, builds, and has nothing to do the second time', () => {
  standIn('apt-get', { 'redis-server': 'redis-server', bubblewrap: 'bwrap' });
  standIn('npm');
  const first = setup('--for', 'test');
  expect(first.status).toBe(0);
  const install = 'apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=120';
  expect(first.calls).toEqual([
    'apt-get update -qq',
    `${install} redis-server`,
    `${install} bubblewrap`,
    'npm ci --include=dev --no-audit --no-fund',
    'build',
  ]);
  symlinkSync(join(repository, 'node_modules'), join(checkout, 'node_modules'));
  expect(setup('--for', 'test')).toEqual({ status: 0, said: 'setup: ready for test\n', calls: [] });
});

it.runIf(asRoot).each([
  ['that is as the package brings it', null, '# by default\n'],
  ['as it was before', 'data_directory = /srv\n', 'data_directory = /srv\n'],
])(
  'installs Postgres without a cluster of its own, and leaves the configuration of clusters %s',
  (_how, before, after) => {
    const conf = join(system, 'etc/postgresql-common/createcluster.conf');
    rmSync(join(system, 'usr'), { recursive: true });
    if (before !== null) {
      mkdirSync(dirname(conf), { recursive: true });
      writeFileSync(conf, before);
    }
    for (const program of ['redis-server', 'bwrap', 'npm']) standIn(program);
    // Keeps a file that is there and puts its own beside it, as Debian's does.
    const install = `case "$*" in *postgresql) cat "${conf}" >> "${join(root, 'calls')}"
    mkdir -p "${postgresBin()}"; : > "${join(postgresBin(), 'initdb')}"
    ${before === null ? `echo "# by default" > "${conf}.ucf-dist";` : ''} esac`;
    writeFileSync(join(bin, 'apt-get'), `#!${join(bin, 'sh')}\n${install}\n`);
    chmodSync(join(bin, 'apt-get'), 0o755);
    const { status, said, calls } = setup('--for', 'test');
    expect([status, said]).toEqual([0, expect.not.stringContaining('skipped')]);
    expect(calls.slice(0, before === null ? 1 : 2)).toEqual([
      ...(before === null ? [] : [before.trim()]),
      'create_main_cluster = false',
    ]);
    expect(readFileSync(conf, 'utf8')).toBe(after);
    expect(readdirSync(dirname(conf))).toEqual(['createcluster.conf']);
  },
);

it.runIf(asRoot)('does not need the sandbox for a demo, and takes whichever package manager is there', () => {
  standIn('apk', { redis: 'redis-server' });
  standIn('npm');
  const { status, calls } = setup('--for', 'demo');
  expect(status).toBe(0);
  expect(calls[0]).toBe('apk add --no-cache -q redis');
  expect(calls.join()).not.toContain('bubblewrap');
});

it('takes a Valkey for a Redis', () => {
  standIn('valkey-server');
  standIn('npm');
  expect(setup('--for', 'serve')).toMatchObject({
    status: 0,
    calls: ['npm ci --include=dev --no-audit --no-fund', 'build'],
  });
});

it('builds again when a source is newer than the build', () => {
  standIn('redis-server');
  standIn('npm');
  setup('--for', 'demo');
  symlinkSync(join(repository, 'node_modules'), join(checkout, 'node_modules'));
  expect(setup('--for', 'demo').calls).toEqual([]);
  writeFileSync(join(checkout, 'libs', 'new.ts'), '');
  expect(setup('--for', 'demo').calls).toEqual(['build']);
});

it('builds nothing again for the first npx of a home folder, which prepares the checkout once more', () => {
  for (const part of ['build.mjs', 'bundle.mjs', 'freshness.mjs'])
    cpSync(join(repository, 'scripts', part), join(checkout, 'scripts', part));
  symlinkSync(join(repository, 'node_modules'), join(checkout, 'node_modules'));
  const main = join(checkout, 'dist/apps/cli/src/main.js');
  mkdirSync(dirname(main), { recursive: true });
  writeFileSync(main, 'as it was built');
  writeFileSync(join(checkout, 'dist/.built'), String(Date.now() + 1));
  const { scripts } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const prepare = () => spawnSync('sh', ['-c', scripts['prepare'] ?? ''], { cwd: checkout, encoding: 'utf8' });
  expect(prepare()).toMatchObject({ status: 0, stdout: '', stderr: '' });
  expect(readFileSync(main, 'utf8')).toBe('as it was built');
  // There is nothing here to build it from: that it is tried shows that it would be.
  writeFileSync(join(checkout, 'dist/.built'), '1');
  expect(prepare().status).not.toBe(0);
});

it('says what to install where it cannot do so itself, before it does anything else', () => {
  standIn('npm');
  const { status, said, calls } = setup('--for', 'demo');
  expect(status).toBe(1);
  expect(said).toMatch(/needs Redis.*apt-get install redis-server.*brew install redis/);
  expect(calls).toEqual([]);
});

it('says how it is called', () => expect(setup('--for', 'fun')).toMatchObject({ status: 2 }));
