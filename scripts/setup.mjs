// Makes a checkout ready: `node scripts/setup.mjs --for demo|test|serve`. Asks nothing, does only what is missing, and
// can be run again. No dependencies, since it is what installs them. Progress goes to stderr.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isFresh } from './freshness.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const NODE = [20, 19];
const GIT = [2, 38];
/** Where this machine's own files begin; its tests look elsewhere. */
const SYSTEM = process.env.LOOM_SETUP_SYSTEM ?? '';

const say = (line) => console.error(`setup: ${line}`);
const refuse = (line) => {
  say(line);
  process.exit(1);
};

const purpose = process.argv[process.argv.indexOf('--for') + 1];
if (!process.argv.includes('--for') || !['demo', 'test', 'serve'].includes(purpose)) {
  say('usage: node scripts/setup.mjs --for demo|test|serve');
  process.exit(2);
}

const atLeast = (version, wanted) =>
  version[0] > wanted[0] || (version[0] === wanted[0] && (version[1] ?? 0) >= wanted[1]);

function run(command, args, options = {}) {
  return spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 'inherit'], ...options });
}

/** Absolute path of a program, or null. The extra folders are often missing from an ordinary user's PATH. */
function find(...names) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin'];
  for (const name of names) {
    for (const folder of folders) {
      const candidate = join(folder, name);
      try {
        accessSync(candidate, constants.X_OK);
        if (folder !== '' && statSync(candidate).isFile()) return candidate;
      } catch {
        continue;
      }
    }
  }
  return null;
}

function checkNode() {
  const version = process.versions.node.split('.').map(Number);
  if (!atLeast(version, NODE)) {
    refuse(`Node ${process.versions.node} is too old: install Node ${NODE.join('.')} or newer (https://nodejs.org).`);
  }
}

function checkGit() {
  const answer = spawnSync('git', ['--version'], { encoding: 'utf8' });
  const version = /(\d+)\.(\d+)/.exec(answer.stdout ?? '');
  if (version === null) refuse(`git is not installed: install git ${GIT.join('.')} or newer.`);
  if (!atLeast([Number(version[1]), Number(version[2])], GIT)) {
    refuse(`git ${version[0]} is too old: install git ${GIT.join('.')} or newer.`);
  }
}

/**
 * Debian's package makes a database cluster, starts it, and starts it again with the machine. The tests make servers of
 * their own: so it is told not to, and what it reads is afterwards what it was, or what it is by default.
 */
const WITHOUT_A_CLUSTER = `
  conf=${SYSTEM}/etc/postgresql-common/createcluster.conf
  restore() {
    if [ -e "$conf.before" ]; then mv -f "$conf.before" "$conf"
    elif [ -e "$conf.ucf-dist" ]; then mv -f "$conf.ucf-dist" "$conf"
    else rm -f "$conf"; fi
  }
  trap restore EXIT
  trap 'exit 1' HUP INT TERM
  # Left by one that was killed.
  if [ -e "$conf.before" ]; then restore; fi
  mkdir -p "\${conf%/*}"
  if [ -e "$conf" ]; then cp -p "$conf" "$conf.before"; fi
  echo 'create_main_cluster = false' >> "$conf"
  "$@"`;

/** How each package manager is called, and what it calls the things needed here. The first that is there is used. */
const MANAGERS = [
  {
    program: 'apt-get',
    asRoot: true,
    refresh: ['update', '-qq'],
    install: ['install', '-y', '-qq', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120'],
    packages: {
      redis: [['redis-server'], ['valkey-server']],
      bubblewrap: [['bubblewrap']],
      postgres: [['postgresql']],
      network: [['iproute2']],
      compiler: [['python3', 'make', 'g++']],
    },
    around: { postgres: WITHOUT_A_CLUSTER },
  },
  {
    program: 'dnf',
    asRoot: true,
    install: ['install', '-y', '-q'],
    packages: {
      redis: [['redis'], ['valkey']],
      bubblewrap: [['bubblewrap']],
      postgres: [['postgresql-server']],
      network: [['iproute']],
      compiler: [['python3', 'make', 'gcc-c++']],
    },
  },
  {
    program: 'apk',
    asRoot: true,
    install: ['add', '--no-cache', '-q'],
    packages: {
      redis: [['redis'], ['valkey']],
      bubblewrap: [['bubblewrap']],
      postgres: [['postgresql']],
      network: [['iproute2']],
      compiler: [['python3', 'make', 'g++']],
    },
  },
  {
    program: 'brew',
    asRoot: false,
    install: ['install', '-q'],
    packages: { redis: [['redis'], ['valkey']], bubblewrap: [], postgres: [['postgresql']], compiler: [] },
  },
];

let refreshed = false;

/** Installs one thing. Null when that went well, else the sentence that says why not. */
function install(thing) {
  const manager = MANAGERS.find(({ program }) => find(program) !== null);
  if (manager === undefined) return 'no package manager that this script knows (apt-get, dnf, apk, brew) is here';
  const program = find(manager.program);
  let prefix = [];
  if (manager.asRoot && process.getuid?.() !== 0) {
    const sudo = find('sudo');
    if (sudo === null || spawnSync(sudo, ['-n', 'true'], { stdio: 'ignore' }).status !== 0) {
      return `${manager.program} needs root, and sudo would ask for a password`;
    }
    prefix = [sudo, '-n', 'env', 'DEBIAN_FRONTEND=noninteractive'];
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', HOMEBREW_NO_AUTO_UPDATE: '1' };
  const call = (args, around) => {
    const wrapped = around === undefined ? [] : ['sh', '-c', around, 'sh'];
    const [command, ...rest] = [...prefix, ...wrapped, program, ...args];
    return run(command, rest, { env }).status === 0;
  };
  for (const packages of manager.packages[thing]) {
    say(`installing ${packages.join(', ')} with ${manager.program}`);
    if (!refreshed && manager.refresh !== undefined) {
      call(manager.refresh);
      refreshed = true;
    }
    if (call([...manager.install, ...packages], manager.around?.[thing])) return null;
  }
  return `${manager.program} could not install it`;
}

/** Whether node_modules holds what the lock file says. */
function isInstalled(withDev) {
  let wanted;
  let present;
  try {
    wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
    present = JSON.parse(readFileSync(join(root, 'node_modules', '.package-lock.json'), 'utf8')).packages;
  } catch {
    return false;
  }
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' ||
      entry.optional ||
      entry.devOptional ||
      entry.peer ||
      (entry.dev && !withDev) ||
      (present[path]?.version === entry.version && existsSync(join(root, path))),
  );
}

function npm(args) {
  const cli = process.env.npm_execpath;
  const env = { ...process.env };
  // Set by `npm test` for its own script; a nested npm would take them for its options.
  for (const name of ['npm_config_omit', 'npm_config_production', 'npm_config_ignore_scripts']) delete env[name];
  // Where Node came with its headers, a package that has to be compiled needs no download of them.
  const prefix = dirname(dirname(realpathSync(process.execPath)));
  if (existsSync(join(prefix, 'include', 'node', 'node_version.h'))) env.npm_config_nodedir ??= prefix;
  return cli !== undefined && /\.c?js$/.test(cli)
    ? run(process.execPath, [cli, ...args], { env }).status === 0
    : run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { env }).status === 0;
}

function ensurePackages() {
  // Without dist, the compiler is needed to build it, whatever the purpose.
  const withDev = purpose === 'test' || !existsSync(join(root, 'dist', 'apps', 'cli', 'src', 'main.js'));
  if (isInstalled(withDev)) return;
  say('installing packages with npm ci (a minute or two)');
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund'];
  if (npm(args)) return;
  if (find('make') !== null && find('g++', 'c++') !== null && find('python3') !== null) {
    refuse('npm ci failed: see its message above.');
  }
  // One package (better-sqlite3) is compiled where its ready-made binary cannot be had.
  const problem = install('compiler');
  if (problem !== null || !npm(args)) {
    refuse(
      `npm ci failed: see its message above. If it could not compile, install python3, make and g++ and try again.`,
    );
  }
}

function ensureBuild() {
  if (isFresh(root)) return;
  const main = join(root, 'dist', 'apps', 'cli', 'src', 'main.js');
  if (existsSync(main) && !existsSync(join(root, 'node_modules', '@swc', 'core'))) return;
  say('building');
  if (run(process.execPath, [join('scripts', 'build.mjs')]).status !== 0) refuse('the build failed: see above.');
}

function ensureRedis() {
  if (find('redis-server', 'valkey-server') !== null) return;
  const problem = install('redis');
  if (problem === null && find('redis-server', 'valkey-server') !== null) return;
  refuse(
    `Loom needs Redis, and ${problem ?? 'the package that was installed brought no redis-server'}. ` +
      'Install it (Debian, Ubuntu: apt-get install redis-server; Fedora: dnf install redis; Alpine: apk add redis; ' +
      'macOS: brew install redis), then run this again.',
  );
}

function ensureSandbox() {
  if (process.platform !== 'linux' || find('bwrap') !== null) return;
  const problem = install('bubblewrap');
  if (problem === null && find('bwrap') !== null) return;
  refuse(
    `the tests of the sandbox need bubblewrap, and ${problem ?? 'the package that was installed brought no bwrap'}. ` +
      'Install the package "bubblewrap", then run this again.',
  );
}

/** Debian and others keep the server's programs on nobody's PATH. The tests make a server of their own with them. */
function hasPostgres() {
  const roots = ['/usr/lib/postgresql', '/usr/pgsql', '/usr/local/opt/postgresql', '/opt/homebrew/opt/postgresql'];
  const versions = roots
    .map((path) => SYSTEM + path)
    .filter((root) => existsSync(root))
    .flatMap((root) => readdirSync(root).map((v) => join(root, v)));
  return find('initdb') !== null || versions.some((folder) => existsSync(join(folder, 'bin', 'initdb')));
}

/** Where it cannot be had, the tests on Postgres are skipped and say why; nothing else needs it. */
function ensurePostgres() {
  if (hasPostgres()) return;
  const problem = install('postgres');
  if (problem !== null || !hasPostgres()) {
    say(`the tests on Postgres will be skipped: ${problem ?? 'the package that was installed brought no initdb'}`);
  }
}

/** Only root makes networks; where there is no `ip`, the tests that cut one are skipped and say why. */
function ensureNetwork() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || find('ip') !== null) return;
  const problem = install('network');
  if (problem !== null) say(`the tests that cut a network will be skipped: ${problem}`);
}

checkNode();
checkGit();
// Before anything that takes minutes: what only a person can mend is said first.
ensureRedis();
if (purpose === 'test') ensureSandbox();
if (purpose === 'test') ensurePostgres();
if (purpose === 'test') ensureNetwork();
ensurePackages();
ensureBuild();
say(`ready for ${purpose}`);
