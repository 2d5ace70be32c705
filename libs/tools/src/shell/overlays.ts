import { lstat, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Overlay } from '#roles';

/**
 * The command line in a mount namespace of its own, in which each overlay's folder shows the lower one under what the
 * attempt itself has written. The folder is the upper layer too: what a command writes there, file tools find. The last
 * program started is `argv` itself, under the same process id.
 */
export function withOverlays(
  argv: readonly string[],
  root: string,
  overlays: readonly Overlay[],
  isRoot: boolean,
): string[] {
  if (overlays.length === 0) return [...argv];
  const mounts = overlays.map((_, n) => `mount -t overlay overlay -o "$${2 * n + 1}" "$${2 * n + 2}" || exit 71`);
  const script = `${mounts.join('; ')}; shift ${2 * overlays.length}; exec "$@"`;
  const options = overlays.flatMap(({ lower, name, work }) => {
    const folder = join(root, name);
    return [`${isRoot ? '' : 'userxattr,'}lowerdir=${lower},upperdir=${folder},workdir=${work}`, folder];
  });
  const own = isRoot ? [] : ['--user', '--map-root-user'];
  return ['unshare', ...own, '--mount', '--propagation', 'private', 'sh', '-c', script, 'sh', ...options, ...argv];
}

/** Those that can be mounted now: a model may have removed the folder, or put a link in its way. */
export async function mountable(root: string, overlays: readonly Overlay[]): Promise<Overlay[]> {
  const fit: Overlay[] = [];
  for (const overlay of overlays) if (await isFolderBelow(root, overlay.name)) fit.push(overlay);
  return fit;
}

async function isFolderBelow(root: string, name: string): Promise<boolean> {
  const parts = name.split('/');
  let at = root;
  for (const [n, part] of parts.entries()) {
    at = join(at, part);
    const stats = await lstat(at).catch(() => null);
    if (stats === null && n === parts.length - 1) {
      await mkdir(at, { mode: 0o755 });
      return true;
    }
    if (stats?.isDirectory() !== true) return false;
  }
  return true;
}
