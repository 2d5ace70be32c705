import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { WorkspaceFailure } from '../errors.js';

/** The first that merges two trees without a checkout. */
const LEAST = [2, 38] as const;

const run = promisify(execFile);
let isKnown = false;

/** @throws WorkspaceFailure; asked once for each process. What git cannot be started at all says its first use. */
export async function checkGitVersion(env: Readonly<Record<string, string>>): Promise<void> {
  if (isKnown) return;
  const said = await run('git', ['--version'], { env, cwd: '/' }).then(
    ({ stdout }) => stdout.trim(),
    () => null,
  );
  if (said !== null && isTooOld(said))
    throw new WorkspaceFailure(`${said} is too old`, { remedy: `Install git ${LEAST.join('.')} or newer.` });
  isKnown = said !== null;
}

/** Of what `git --version` says; a form that nobody knows is not. */
export function isTooOld(said: string): boolean {
  const [, major, minor] = /(\d+)\.(\d+)/.exec(said) ?? [];
  if (major === undefined || minor === undefined) return false;
  return Number(major) < LEAST[0] || (Number(major) === LEAST[0] && Number(minor) < LEAST[1]);
}
