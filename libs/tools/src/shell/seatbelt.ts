import { realpath } from 'node:fs/promises';
import { withToolchains, type Toolchain } from './toolchains.js';
import { plainEnvironment } from './plain-process.js';
import { runProcess } from './run-process.js';
import {
  bashCommand,
  OFFLINE_ENVIRONMENT,
  Sandbox,
  type SandboxLimits,
  type SandboxRequest,
  type SandboxResult,
} from './sandbox.js';

/** System folders a command reads: tools, libraries, time zones, certificates. */
const READABLE = [
  '/bin',
  '/sbin',
  '/usr',
  '/System',
  '/Library/Developer',
  '/Library/Apple',
  '/opt/homebrew',
  '/private/etc/ssl',
  '/private/var/db/timezone',
  '/private/var/select',
  '/dev',
];

/** A profile for sandbox-exec: nothing is allowed but what is named. Pure. */
export function seatbeltProfile(of: {
  root: string;
  scratch: string;
  cache?: string;
  node: string;
  toolchains: readonly string[];
  network: boolean;
}): string {
  const subpaths = (paths: readonly string[]): string => paths.map((path) => `(subpath ${quote(path)})`).join(' ');
  return [
    '(version 1)',
    '(deny default)',
    '(allow process-exec) (allow process-fork) (allow signal (target same-sandbox))',
    '(allow sysctl-read) (allow file-read-metadata)',
    `(allow file-read* (literal "/") ${subpaths([...READABLE, of.node, ...of.toolchains])})`,
    `(allow file-read* file-write* ${subpaths([of.root, of.scratch, ...(of.cache === undefined ? [] : [of.cache])])})`,
    '(allow file-write-data (literal "/dev/null") (literal "/dev/zero"))',
    '(deny network*)',
    ...(of.network
      ? ['(allow network-outbound) (allow system-socket)', '(deny network-outbound (remote ip "localhost:*"))']
      : []),
  ].join('\n');
}

function quote(path: string): string {
  return `"${path.replace(/[\\"]/g, '\\$&')}"`;
}

/**
 * macOS; never run there: only its rules are tested. The command may read the system and write the tree and the scratch
 * folder; it has no network.
 */
export class SeatbeltSandbox extends Sandbox {
  readonly kind = 'sandbox-exec';
  readonly rootInside = null;

  constructor(
    private readonly limits: SandboxLimits,
    private readonly searchPath: string,
    /** Installation folder of Node, readable inside. */
    private readonly node: string,
    private readonly toolchains: readonly Toolchain[] = [],
  ) {
    super();
  }

  async run(request: SandboxRequest): Promise<SandboxResult> {
    // The kernel compares real paths; /tmp and /var are links on macOS.
    const [root, scratch] = await Promise.all([realpath(request.root), realpath(request.scratch)]);
    const cache = request.cache === undefined ? {} : { cache: await realpath(request.cache) };
    const profile = seatbeltProfile({
      root,
      scratch,
      ...cache,
      node: this.node,
      toolchains: this.toolchains.map(({ folder }) => folder),
      network: this.limits.network,
    });
    const end = await runProcess({
      file: '/usr/bin/sandbox-exec',
      args: ['-p', profile, ...bashCommand(request.command)],
      cwd: root,
      env: {
        ...(await plainEnvironment({ scratch, ...cache }, withToolchains(this.searchPath, this.toolchains), '')),
        TMPDIR: scratch,
        ...(this.limits.network ? {} : OFFLINE_ENVIRONMENT),
      },
      timeoutMs: request.timeoutMs,
      insideClockMs: 0,
      graceMs: this.limits.graceMs,
      signal: request.signal,
      folders: [root, scratch],
      logFolder: request.logOverflow ? scratch : null,
    });
    return { ...end, exitCode: end.timedOut ? null : end.exitCode, exceeded: end.filledDisk ? 'disk' : null };
  }
}
