import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { SandboxConfig } from '#config';
import { BubblewrapSandbox, findFeatures, type BubblewrapFeatures } from './bubblewrap.js';
import { findCgroupHome } from './cgroup.js';
import { PlainProcessSandbox } from './plain-process.js';
import { DEFAULT_LIMITS, SandboxUnavailable, type Sandbox, type SandboxLimits } from './sandbox.js';
import { SeatbeltSandbox } from './seatbelt.js';
import { withToolchains, type Toolchain } from './toolchains.js';

export interface ChosenSandbox {
  readonly sandbox: Sandbox;
  /** What is weaker than it should be, each a sentence with what to do. */
  readonly warnings: readonly string[];
}

/** What the sandbox takes from the machine it runs on. */
export interface SandboxHost {
  readonly platform: NodeJS.Platform;
  /** PATH for commands without isolation, and for finding the launcher. */
  readonly searchPath: string;
  readonly isRoot: boolean;
  readonly launcher: string;
}

/** The one place of this lib that looks at Loom's own environment: commands must find the user's tools. */
const thisHost = (): SandboxHost => ({
  platform: process.platform,
  searchPath: process.env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin',
  isRoot: process.getuid?.() === 0,
  launcher: 'bwrap',
});

const REMEDY =
  'Install bubblewrap (Debian, Ubuntu: apt install bubblewrap; Fedora: dnf install bubblewrap) and allow unprivileged user namespaces, or set mode = "auto" in [sandbox].';

/**
 * The strongest sandbox that works here, tried once by running a command with the full command line.
 * @throws SandboxUnavailable when the configuration requires one and none works.
 */
export async function chooseSandbox(
  config: SandboxConfig,
  toolchains: readonly Toolchain[] = [],
  host: SandboxHost = thisHost(),
): Promise<ChosenSandbox> {
  const limits: SandboxLimits = { ...DEFAULT_LIMITS, memoryMb: config.memoryMb, network: config.network };
  const plain = new PlainProcessSandbox(limits, withToolchains(host.searchPath, toolchains));
  if (config.mode === 'none')
    return { sandbox: plain, warnings: ['Shell commands run without a sandbox ([sandbox] mode = "none").'] };

  const attempt = host.platform === 'darwin' ? trySeatbelt : tryBubblewrap;
  const isolated = await attempt(limits, toolchains, host);
  if ('sandbox' in isolated) return isolated;
  if (config.mode === 'required') throw new SandboxUnavailable(isolated.because, REMEDY);
  return {
    sandbox: plain,
    warnings: [`Shell commands run without a sandbox: ${isolated.because}. ${REMEDY}`],
  };
}

async function tryBubblewrap(
  limits: SandboxLimits,
  toolchains: readonly Toolchain[],
  host: SandboxHost,
): Promise<ChosenSandbox | { readonly because: string }> {
  const help = await helpOf(host);
  if (help === null) return { because: `"${host.launcher}" (bubblewrap) is not installed` };
  const cgroups = await findCgroupHome();
  const features = findFeatures(help, limits.network, toolchains);
  const make = (of: BubblewrapFeatures): BubblewrapSandbox =>
    new BubblewrapSandbox(limits, of, cgroups, host.launcher, host.searchPath);
  let sandbox = make(features);
  let problem = await probe(sandbox);
  let filtered = features.seccomp !== null;
  if (problem !== null && filtered) {
    // Some kernels and containers take no filter; the rest of the sandbox is worth having.
    filtered = false;
    sandbox = make({ ...features, seccomp: null });
    problem = await probe(sandbox);
  }
  if (problem !== null) return { because: problem };
  const warnings: string[] = [];
  if (!filtered)
    warnings.push(
      'Shell commands run without a filter of system calls: this kernel, container or machine type takes none.',
    );
  if (cgroups === null && host.isRoot)
    warnings.push(
      'No control group can be made, so the number of processes of a shell command is not limited: run Loom as an ordinary user, or give it a writable cgroup.',
    );
  if (!features.disableUserns)
    warnings.push('This bubblewrap cannot forbid nested user namespaces: version 0.8 or later can.');
  if (limits.network)
    warnings.push(
      "Shell commands share this machine's network and can reach services on its loopback address ([sandbox] network = true).",
    );
  return { sandbox, warnings };
}

const UNTRIED =
  'Shell commands run under a profile of sandbox-exec that has been tested by its rules alone, never on a Mac: do not take it for a wall. It bounds neither memory nor processes.';

async function trySeatbelt(
  limits: SandboxLimits,
  toolchains: readonly Toolchain[],
  host: SandboxHost,
): Promise<ChosenSandbox | { readonly because: string }> {
  const sandbox = new SeatbeltSandbox(limits, host.searchPath, dirname(dirname(process.execPath)), toolchains);
  const problem = await probe(sandbox);
  return problem === null ? { sandbox, warnings: [UNTRIED] } : { because: problem };
}

async function helpOf({ launcher, searchPath }: SandboxHost): Promise<string | null> {
  try {
    const { stdout, stderr } = await promisify(execFile)(launcher, ['--help'], { env: { PATH: searchPath } });
    return stdout + stderr;
  } catch {
    return null;
  }
}

/** Null when a command runs in it, can write its folder and ends as it should; else what happened. */
async function probe(sandbox: Sandbox): Promise<string | null> {
  const folder = await mkdtemp(join(tmpdir(), 'loom-probe-'));
  try {
    const { exitCode, head } = await sandbox.run({
      root: folder,
      scratch: folder,
      command: 'echo ok > probe && cat probe && exit 7',
      timeoutMs: 10_000,
      signal: AbortSignal.timeout(15_000),
      logOverflow: false,
    });
    return exitCode === 7 && head.trim() === 'ok'
      ? null
      : `a trial command ended with ${exitCode} and said ${JSON.stringify(head.slice(0, 200))}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
