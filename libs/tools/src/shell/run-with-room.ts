import { DiskFull } from '#domain';
import { hasRoom } from '#roles';
import type { Sandbox, SandboxRequest, SandboxResult } from './sandbox.js';

/**
 * Runs a command whose result says something: one that failed on a full disk might have passed.
 * @throws DiskFull besides what the sandbox does.
 */
export async function runWithRoom(sandbox: Sandbox, request: SandboxRequest): Promise<SandboxResult> {
  const result = await sandbox.run(request);
  const failed = result.timedOut || result.exitCode !== 0;
  if (failed && !(await hasRoom(request.root, request.scratch)))
    throw new DiskFull('a command failed without any left');
  return result;
}
