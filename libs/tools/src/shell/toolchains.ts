import { realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, isAbsolute, join, sep } from 'node:path';
import type { LoomConfig } from '#config';
import { LoomError } from '#domain';
import { SANDBOX_SCRATCH, SANDBOX_WORKSPACE } from '../paths/path-policy.js';

/** A folder of programs outside the system's, which commands may read and run from. */
export interface Toolchain {
  /** As configured. */
  readonly named: string;
  /** Real path, the same inside the sandbox. */
  readonly folder: string;
  /** For PATH; null = it has no `bin` and is none. */
  readonly bin: string | null;
}

export interface RefusedToolchain {
  readonly named: string;
  /** The end of a sentence about it. */
  readonly because: string;
}

/** What no toolchain may show. */
export interface ToolchainBounds {
  readonly home: string;
  /** Loom's own. */
  readonly ownFolders: readonly string[];
}

/** Running state and settings of the machine, and what the sandbox mounts there itself. */
const NEVER_BELOW = ['/etc', '/proc', '/sys', '/dev', '/run', '/boot', SANDBOX_WORKSPACE, SANDBOX_SCRATCH];
const NEVER_WHOLE = ['/', '/home', '/Users', '/root', '/var', '/tmp', '/mnt', '/media', '/srv', '/private'];

/** Whether the sandbox shows it anyway. */
export const isOfSystem = (folder: string): boolean => isWithin(folder, '/usr');

export function lookAtToolchain(named: string, bounds: ToolchainBounds): Toolchain | RefusedToolchain {
  const refuse = (because: string): RefusedToolchain => ({ named, because });
  if (!isAbsolute(named)) return refuse('is not an absolute path');
  let folder: string;
  try {
    folder = realpathSync(named);
    if (!statSync(folder).isDirectory()) return refuse('is a file, not a folder');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    return refuse(code === 'ENOENT' || code === 'ENOTDIR' ? 'does not exist' : `cannot be reached (${code})`);
  }
  // PATH has no way to quote it.
  if (/[:\n]/.test(folder)) return refuse('has a colon or a line break in its path');
  if (NEVER_WHOLE.includes(folder) || NEVER_BELOW.some((system) => isWithin(folder, system)))
    return refuse('holds more of this machine than commands may see');
  const home = real(bounds.home);
  if (folder === home) return refuse('is the home folder');
  if (isWithin(home, folder)) return refuse('holds the home folder');
  const own = bounds.ownFolders.map(real).find((mine) => isWithin(mine, folder) || isWithin(folder, mine));
  if (own !== undefined) return refuse(`and Loom's own data in ${own} lie in one another`);
  return { named, folder, bin: binOf(folder) };
}

/**
 * Those of [sandbox] toolchains.
 * @throws ToolchainRefused naming each that may not be shown
 */
export function usableToolchains(config: LoomConfig): Toolchain[] {
  const found = config.sandbox.toolchains.map((named) => lookAtToolchain(named, toolchainBounds(config)));
  const refused = found.filter((one) => 'because' in one);
  if (refused.length > 0) throw new ToolchainRefused(refused);
  return found.filter((one) => 'folder' in one);
}

export const toolchainBounds = ({ dataDir, workspace }: LoomConfig): ToolchainBounds => ({
  home: homedir(),
  ownFolders: [dataDir, workspace.scratchDir],
});

/** Theirs first: who names a toolchain wants it rather than the system's. */
export const withToolchains = (path: string, toolchains: readonly Toolchain[]): string =>
  [...toolchains.flatMap(({ bin }) => (bin === null ? [] : [bin])), path].join(':');

function binOf(folder: string): string | null {
  if (basename(folder) === 'bin') return folder;
  const bin = join(folder, 'bin');
  return statSync(bin, { throwIfNoEntry: false })?.isDirectory() === true ? bin : null;
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function isWithin(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);
}

export const TOOLCHAIN_REMEDY =
  'Name the folder of one toolchain in [sandbox] toolchains, such as ~/.nvm/versions/node/v22.11.0, or take it out.';

export class ToolchainRefused extends LoomError {
  readonly code = 'toolchain_refused';
  override readonly remedy = TOOLCHAIN_REMEDY;
  constructor(refused: readonly RefusedToolchain[]) {
    super(`[sandbox] toolchains: ${refused.map(({ named, because }) => `${named} ${because}`).join('; ')}`);
  }
}
