import { access, constants, realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { createHash } from 'node:crypto';
import { isAbsolute, resolve, sep } from 'node:path';
import { UnusableWorkspace } from '#conductor';
import { MAX_ROOT_BYTES } from './byte-path.js';
import { errnoOf } from './errors.js';

const SYSTEM = ['/etc', '/usr', '/bin', '/sbin', '/lib', '/lib64', '/boot', '/dev', '/proc', '/sys', '/run', '/var'];

export const isInside = (inner: string, outer: string): boolean =>
  inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);

/** Real path of a folder that may be a workspace. */
export async function usableFolder(
  path: string,
  bounds: { dataDir: string; scratchDir: string; roots?: readonly string[]; toolchains?: readonly string[] },
): Promise<string> {
  if (!isAbsolute(path)) {
    throw new UnusableWorkspace(`"${path}" is not an absolute path`, 'Name the workspace by its full path.');
  }
  const real = await existing(path);
  if (Buffer.byteLength(real) > MAX_ROOT_BYTES) {
    throw new UnusableWorkspace(`the path of ${path} is longer than ${MAX_ROOT_BYTES} bytes`, 'Move it further up.');
  }
  if (!(await stat(real)).isDirectory()) {
    throw new UnusableWorkspace(`${path} is a file, not a folder`, 'Name the folder that holds it.');
  }
  const [data, scratch, home] = await Promise.all([bounds.dataDir, bounds.scratchDir, homedir()].map(realOrSame));
  const choose = 'Choose a project folder.';
  if (real === '/') throw new UnusableWorkspace('the root of the file system cannot be a workspace', choose);
  if (real === home) throw new UnusableWorkspace('the home folder cannot be a workspace', 'Choose a folder inside it.');
  const system = SYSTEM.find((dir) => real === dir || (dir !== '/var' && dir !== '/run' && isInside(real, dir)));
  if (system !== undefined) throw new UnusableWorkspace(`${real} belongs to the system`, choose);
  const inScratch = scratch !== undefined && real !== scratch && isInside(real, scratch);
  if (data !== undefined && isInside(data, real)) {
    throw new UnusableWorkspace(`${real} contains Loom's own data`, 'Choose another folder, or move the data folder.');
  }
  if (data !== undefined && isInside(real, data) && !inScratch) {
    throw new UnusableWorkspace(`${real} lies in Loom's own data folder`, 'Choose a folder outside it.');
  }
  const toolchains = await Promise.all((bounds.toolchains ?? []).map(realOrSame));
  const shown = toolchains.find((folder) => isInside(folder, real) || isInside(real, folder));
  if (shown !== undefined) {
    throw new UnusableWorkspace(
      `${real} and the toolchain ${shown}, which commands of every task may read, lie in one another`,
      'Choose another folder, or take the toolchain out of [sandbox] toolchains.',
    );
  }
  if (bounds.roots !== undefined && !inScratch) {
    const roots = await Promise.all(bounds.roots.map(realOrSame));
    if (!roots.some((root) => isInside(real, root))) {
      throw new UnusableWorkspace(
        `${real} is outside the folders that may be workspaces`,
        'Choose a folder below one of workspace.roots, or add it there.',
      );
    }
  }
  await access(real, constants.R_OK | constants.W_OK | constants.X_OK).catch((cause: unknown) => {
    throw new UnusableWorkspace(`${real} cannot be read and written by this user`, 'Change its owner or permissions.', {
      cause,
    });
  });
  return real;
}

async function existing(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (cause) {
    const code = errnoOf(cause);
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new UnusableWorkspace(`${path} does not exist`, 'Create the folder first, or check the spelling.', {
        cause,
      });
    }
    throw new UnusableWorkspace(`${path} cannot be reached (${code})`, 'Check its permissions and links.', { cause });
  }
}

const realOrSame = async (path: string): Promise<string> => realpath(path).catch(() => resolve(path));

/** Stable over restarts and machines that share the path. */
export const workspaceIdOf = (real: string): string => createHash('sha256').update(real).digest('hex').slice(0, 24);
