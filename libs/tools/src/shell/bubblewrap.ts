import { existsSync, lstatSync, readdirSync, readlinkSync, statSync } from 'node:fs';
import { mkdtemp, open, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { makeCgroup, type Cgroup, type CgroupHome } from './cgroup.js';
import { mountable, withOverlays } from './overlays.js';
import { runProcess } from './run-process.js';
import { seccompFilter } from './seccomp.js';
import {
  bashCommand,
  cacheEnvironment,
  OFFLINE_ENVIRONMENT,
  QUIET_ENVIRONMENT,
  Sandbox,
  SandboxBroken,
  type SandboxLimits,
  type SandboxRequest,
  type SandboxResult,
} from './sandbox.js';
import { isOfSystem, withToolchains, type Toolchain } from './toolchains.js';
import { SANDBOX_SCRATCH, SANDBOX_WORKSPACE } from '../paths/path-policy.js';

const MIB = 1024 * 1024;
const SANDBOX_CACHE = '/home/loom/.cache';

/** What the installed bwrap and this machine offer; found once. */
export interface BubblewrapFeatures {
  readonly disableUserns: boolean;
  readonly size: boolean;
  /** System calls that are refused; null = this machine's are not known, or its kernel takes no filter. */
  readonly seccomp: Buffer | null;
  /** Top-level folders that are links into /usr, with their targets; absent ones are left out. */
  readonly usrLinks: readonly (readonly [path: string, target: string])[];
  /** Top-level system folders that are real, as on systems without a merged /usr. */
  readonly systemFolders: readonly string[];
  readonly etcFiles: readonly string[];
  /** Node's own installation, where it is outside /usr. */
  readonly node: { readonly from: string; readonly bin: string } | null;
  readonly toolchains: readonly Toolchain[];
}

// Certificates by their own folders: beside them lie private keys, which a sandbox started by root could read.
const ETC = [
  'alternatives',
  'ssl/certs',
  'ssl/openssl.cnf',
  'pki/tls/certs',
  'pki/ca-trust/extracted',
  'ca-certificates',
  'ld.so.cache',
  'ld.so.conf',
  'ld.so.conf.d',
];
const ETC_USERS = ['passwd', 'group', 'nsswitch.conf', 'localtime', 'mime.types'];
const ETC_NETWORK = ['resolv.conf', 'hosts', 'host.conf', 'services', 'protocols', 'gai.conf'];

export function findFeatures(
  help: string,
  network: boolean,
  toolchains: readonly Toolchain[] = [],
): BubblewrapFeatures {
  const usrLinks: [string, string][] = [];
  const systemFolders: string[] = [];
  for (const name of ['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32']) {
    const stats = lstatSync(name, { throwIfNoEntry: false });
    if (stats?.isSymbolicLink() === true) usrLinks.push([name, readlinkSync(name)]);
    else if (stats?.isDirectory() === true) systemFolders.push(name);
  }
  const etc = [...ETC, ...javaSettings(), ...ETC_USERS, ...(network ? ETC_NETWORK : [])].map((name) => `/etc/${name}`);
  return {
    disableUserns: help.includes('--disable-userns'),
    size: help.includes('--size'),
    seccomp: help.includes('--seccomp') ? seccompFilter(process.arch) : null,
    usrLinks,
    systemFolders,
    etcFiles: etc.filter((path) => existsSync(path)),
    node: nodeOutsideUsr(process.execPath),
    toolchains,
  };
}

/**
 * What a Java of the system is told, below /etc: it does not start without. Passwords that lie beside it stay outside.
 */
function javaSettings(): string[] {
  const here = (folder: string): string[] => (existsSync(`/etc/${folder}`) ? readdirSync(`/etc/${folder}`) : []);
  const homes = [...here('').filter((name) => /^java-\d+-/.test(name)), ...here('java').map((name) => `java/${name}`)];
  return homes.flatMap((home) =>
    isFolder(`/etc/${home}`)
      ? here(home).flatMap((name) => (/^security$|\.(?:properties|cfg)$/.test(name) ? [`${home}/${name}`] : []))
      : [],
  );
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** A version manager's Node lives below the home folder: its own installation is shown, never the home. */
function nodeOutsideUsr(execPath: string): BubblewrapFeatures['node'] {
  if (execPath.startsWith('/usr/') || execPath.startsWith('/bin/')) return null;
  const prefix = dirname(dirname(execPath));
  const whole = existsSync(join(prefix, 'lib', 'node_modules')) && !`${homedir()}/`.startsWith(`${prefix}/`);
  return whole ? { from: prefix, bin: '/opt/node/bin' } : { from: execPath, bin: '/opt/node/bin' };
}

/** The whole command line. Pure, so that its rules can be read in a spec. */
export function bubblewrapArgs(
  features: BubblewrapFeatures,
  limits: SandboxLimits,
  request: Pick<SandboxRequest, 'root' | 'scratch' | 'command' | 'timeoutMs' | 'cache'>,
): string[] {
  const tmpfs = (path: string, mb: number): string[] => [
    ...(features.size ? ['--size', String(mb * MIB)] : []),
    '--tmpfs',
    path,
  ];
  const node = features.node;
  const path = ['/usr/local/bin', '/usr/bin', '/bin', ...(node === null ? [] : [node.bin])].join(':');
  const environment = {
    PATH: withToolchains(path, features.toolchains),
    HOME: '/home/loom',
    USER: 'loom',
    SHELL: '/bin/bash',
    TMPDIR: '/tmp',
    LOOM_SCRATCH: SANDBOX_SCRATCH,
    ...QUIET_ENVIRONMENT,
    ...(limits.network ? {} : OFFLINE_ENVIRONMENT),
    ...(request.cache === undefined ? {} : cacheEnvironment(SANDBOX_CACHE)),
  };
  return [
    '--unshare-all',
    ...(limits.network ? ['--share-net'] : []),
    '--unshare-user',
    ...(features.disableUserns ? ['--disable-userns'] : []),
    ...(features.seccomp === null ? [] : ['--seccomp', '3']),
    '--die-with-parent',
    '--new-session',
    ...['--hostname', 'loom', '--uid', '1000', '--gid', '1000', '--cap-drop', 'ALL', '--clearenv'],
    ...Object.entries(environment).flatMap(([name, value]) => ['--setenv', name, value]),
    ...['--ro-bind', '/usr', '/usr'],
    ...features.usrLinks.flatMap(([link, target]) => ['--symlink', target.replace(/^\//, ''), link]),
    ...features.systemFolders.flatMap((folder) => ['--ro-bind', folder, folder]),
    ...features.etcFiles.flatMap((file) => ['--ro-bind', file, file]),
    ...(node === null
      ? []
      : ['--ro-bind', node.from, node.from === process.execPath ? '/opt/node/bin/node' : '/opt/node']),
    ...['--proc', '/proc', '--dev', '/dev'],
    ...tmpfs('/dev/shm', 256),
    ...tmpfs('/tmp', 1024),
    ...tmpfs('/run', 64),
    ...tmpfs('/home/loom', 256),
    ...(request.cache === undefined ? [] : ['--bind', request.cache, SANDBOX_CACHE]),
    ...tmpfs('/var', 64),
    ...['--dir', '/var/tmp'],
    ...features.toolchains.flatMap(({ folder }) => (isOfSystem(folder) ? [] : ['--ro-bind', folder, folder])),
    ...['--bind', request.root, SANDBOX_WORKSPACE, '--bind', request.scratch, SANDBOX_SCRATCH],
    // Started by root, the command is still the owner of /proc/sys (core_pattern runs programs on the host).
    ...['--remount-ro', '/proc', '--remount-ro', '/dev', '--remount-ro', '/', '--chdir', SANDBOX_WORKSPACE, '--'],
    'prlimit',
    `--nproc=${limits.maxProcesses}`,
    // Writable memory of one process. Address space (--as) would refuse Node's and Go's large reservations.
    `--data=${limits.memoryMb * MIB}`,
    `--fsize=${limits.maxFileMb * MIB}`,
    `--nofile=${limits.maxOpenFiles}`,
    '--core=0',
    `--cpu=${limits.maxCpuSeconds}`,
    // Sends SIGTERM to the command's whole group from inside: from outside, only the launcher could be reached.
    ...['timeout', `--kill-after=${limits.graceMs / 1000}`, String(request.timeoutMs / 1000)],
    ...bashCommand(request.command),
  ];
}

/** Own mounts, processes, users, no network, no home, no capabilities; all of it dies with the outer process. */
export class BubblewrapSandbox extends Sandbox {
  readonly kind = 'bubblewrap';
  readonly rootInside = SANDBOX_WORKSPACE;

  constructor(
    private readonly limits: SandboxLimits,
    private readonly features: BubblewrapFeatures,
    private readonly cgroups: CgroupHome | null,
    private readonly launcher: string = 'bwrap',
    /** Where the launcher is looked for. */
    private readonly searchPath: string = '/usr/local/bin:/usr/bin:/bin',
  ) {
    super();
  }

  async run(request: SandboxRequest): Promise<SandboxResult> {
    const { limits } = this;
    // The launcher itself takes a few of them.
    const cgroup =
      this.cgroups === null
        ? null
        : await makeCgroup(this.cgroups, { maxProcesses: limits.maxProcesses + 4, memoryMb: limits.memoryMb });
    const filter = this.features.seccomp === null ? null : await readOnce(this.features.seccomp);
    try {
      const overlays = await mountable(request.root, request.overlays ?? []);
      // What the launcher has in its environment, the command can read: it is the first process of its machine.
      const bare = ['env', '-i', found(this.launcher, this.searchPath)];
      const inside = [...bare, ...bubblewrapArgs(this.features, limits, request)];
      const args = withOverlays(inside, request.root, overlays, process.getuid?.() === 0);
      const end = await runProcess({
        ...joined(cgroup, args, filter === null ? 2 : 3),
        cwd: '/',
        env: { PATH: this.searchPath },
        timeoutMs: request.timeoutMs,
        insideClockMs: limits.graceMs + 1000,
        graceMs: 0,
        signal: request.signal,
        folders: [request.root, request.scratch, ...(request.cache === undefined ? [] : [request.cache])],
        logFolder: request.logOverflow ? request.scratch : null,
        ...(filter === null ? {} : { third: filter.fd }),
      });
      // bwrap and prlimit speak on the second stream, which the command itself never has.
      if (end.totalBytes === 0 && /^(?:bwrap|prlimit|timeout|sh|mount|unshare):/m.test(end.launcherErrors))
        throw new SandboxBroken(`the sandbox did not start: ${end.launcherErrors.trim().slice(0, 300)}`);
      return {
        ...end,
        exitCode: end.timedOut ? null : end.exitCode,
        exceeded: end.filledDisk ? 'disk' : cgroup === null ? null : await cgroup.exceeded(),
      };
    } finally {
      await filter?.close();
      await cgroup?.remove();
    }
  }
}

/**
 * What Loom itself was started with may be open in every process it starts: only the output, and the filter where there
 * is one, are for the sandbox. The process joins its group before it becomes the launcher, so nothing of it was ever
 * outside.
 */
function joined(cgroup: Cgroup | null, argv: readonly string[], highestFd: 2 | 3): { file: string; args: string[] } {
  const groups = cgroup?.procsFiles ?? [];
  const join = groups.map((_, i) => `echo $$ > "$${i + 1}" || exit 70; `).join('');
  const close = `for f in /proc/self/fd/*; do n=\${f##*/}; if [ "$n" -gt ${highestFd} ]; then eval "exec $n>&-"; fi; done`;
  const script = `${close}; ${join}shift ${groups.length}; exec "$@"`;
  return { file: '/bin/bash', args: ['--noprofile', '--norc', '-c', script, 'sh', ...groups, ...argv] };
}

/** Its place, where it has to be started without the path that it is found by. */
function found(program: string, searchPath: string): string {
  if (program.includes('/')) return program;
  const places = searchPath.split(':').map((folder) => join(folder, program));
  return places.find((place) => existsSync(place)) ?? program;
}

/** The bytes as an open file without a name, to be read from its start by one process. */
async function readOnce(bytes: Buffer): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'loom-filter-'));
  try {
    await writeFile(join(folder, 'filter'), bytes, { mode: 0o400 });
    return await open(join(folder, 'filter'), 'r');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
