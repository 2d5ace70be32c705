import { constants, existsSync, type Dirent, type Stats } from 'node:fs';
import { lstat, mkdir, open, readdir, readlink, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

const FOLDER = constants.O_RDONLY | (constants.O_DIRECTORY ?? 0);
const NOFOLLOW = constants.O_NOFOLLOW ?? 0;
const PROC = existsSync('/proc/self/fd');

/** The path was swapped for a symlink between its check and its use. */
export class PathMoved extends Error {}

/**
 * A folder held open. Where the system can (Linux), what is in it is named through the descriptor: a command that swaps
 * a folder on the way for a link, in a place that attempts share, leads nobody out of the tree.
 */
export class HeldFolder {
  private constructor(
    private readonly handle: FileHandle,
    private readonly path: string,
  ) {}

  static async root(path: string): Promise<HeldFolder> {
    return new HeldFolder(await open(path, FOLDER), path);
  }

  /** Below a root, over real folders only; missing ones are made when wished. */
  static async reach(root: string, parts: readonly string[], make = false): Promise<HeldFolder> {
    let folder = await HeldFolder.root(root);
    for (const part of parts) {
      try {
        if (make) await mkdir(folder.at(part)).catch(unlessThere);
        const inner = await folder.enter(part);
        await folder.close();
        folder = inner;
      } catch (error) {
        await folder.close();
        throw error;
      }
    }
    return folder;
  }

  async enter(name: string): Promise<HeldFolder> {
    try {
      return new HeldFolder(await open(this.at(name), FOLDER | NOFOLLOW), join(this.path, name));
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'ELOOP' || code === 'ENOTDIR') throw new PathMoved(`"${name}" is not a folder any more`);
      throw error;
    }
  }

  /** Where an entry is, for any call that does not follow a link at the end. */
  at(name: string): string {
    return PROC ? `/proc/self/fd/${this.handle.fd}/${name}` : join(this.path, name);
  }

  entries(): Promise<Dirent[]> {
    return readdir(this.at('.'), { withFileTypes: true });
  }

  stat(name: string): Promise<Stats> {
    return lstat(this.at(name));
  }

  linkOf(name: string): Promise<string> {
    return readlink(this.at(name));
  }

  openFile(name: string, flags: number, mode = 0o644): Promise<FileHandle> {
    return open(this.at(name), flags | NOFOLLOW, mode).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ELOOP' || error.code === 'EMLINK') throw new PathMoved('the file became a symbolic link');
      throw error;
    });
  }

  /** Its entries are durable only once it is itself. */
  sync(): Promise<void> {
    return this.handle.sync();
  }

  close(): Promise<void> {
    return this.handle.close();
  }
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
