import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mountable, withOverlays } from './overlays.js';
import { runProcess } from './run-process.js';
import {
  bashCommand,
  cacheEnvironment,
  QUIET_ENVIRONMENT,
  Sandbox,
  type SandboxLimits,
  type SandboxRequest,
  type SandboxResult,
} from './sandbox.js';

const isRoot = (): boolean => process.getuid?.() === 0;

/**
 * No isolation: a process group of its own, a scrubbed environment, a home folder of its own and the clock. Files and
 * the network are as open as they are to Loom itself.
 */
export class PlainProcessSandbox extends Sandbox {
  readonly kind = 'none';
  readonly rootInside = null;

  constructor(
    private readonly limits: SandboxLimits,
    /** PATH of the commands. */
    private readonly searchPath: string,
  ) {
    super();
  }

  async run(request: SandboxRequest): Promise<SandboxResult> {
    const mark = randomBytes(12).toString('hex');
    const env = await plainEnvironment(request, this.searchPath, mark);
    // Without root the command would have to take itself for root, which changes what programs do.
    const overlays = isRoot() ? await mountable(request.root, request.overlays ?? []) : [];
    const argv = withOverlays(bashCommand(request.command), request.root, overlays, true);
    const [file, ...args] = argv as [string, ...string[]];
    const end = await runProcess({
      file,
      args,
      cwd: request.root,
      env,
      timeoutMs: request.timeoutMs,
      insideClockMs: 0,
      graceMs: this.limits.graceMs,
      signal: request.signal,
      folders: [request.root, request.scratch],
      logFolder: request.logOverflow ? request.scratch : null,
      sweep: () => killMarked(mark),
    });
    return { ...end, exitCode: end.timedOut ? null : end.exitCode, exceeded: end.filledDisk ? 'disk' : null };
  }
}

/** Nothing of Loom's own environment but the search path: keys and tokens live there. */
export async function plainEnvironment(
  request: Pick<SandboxRequest, 'scratch' | 'cache'>,
  searchPath: string,
  mark: string,
): Promise<Record<string, string>> {
  const home = join(request.scratch, '.home');
  await mkdir(home, { recursive: true });
  return {
    ...QUIET_ENVIRONMENT,
    PATH: searchPath,
    HOME: home,
    USER: 'loom',
    SHELL: '/bin/bash',
    LOOM_SCRATCH: request.scratch,
    LOOM_CALL: mark,
    ...(request.cache === undefined ? {} : cacheEnvironment(request.cache)),
  };
}

/** Processes that left the group (setsid) still carry the mark in their environment, where /proc shows it. */
async function killMarked(mark: string): Promise<void> {
  if (process.platform !== 'linux') return;
  for (let round = 0; round < 3; round++) {
    let found = 0;
    for (const entry of await readdir('/proc').catch(() => [])) {
      if (!/^\d+$/.test(entry)) continue;
      const environment = await readFile(`/proc/${entry}/environ`, 'latin1').catch(() => '');
      if (!environment.includes(`LOOM_CALL=${mark}`)) continue;
      found++;
      try {
        process.kill(Number(entry), 'SIGKILL');
      } catch {
        // Gone meanwhile.
      }
    }
    if (found === 0) return;
  }
}
