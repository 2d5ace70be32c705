import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BOOT } from './boot.js';
import { errnoOf, WorkspaceFailure } from './errors.js';
import { makeFolder } from './make-folder.js';

/**
 * Pids are used again, and start times count from the machine's own start; all three together name one process. Empty
 * where it is gone, or only its remains are there (a zombie).
 */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // After the name in parentheses, which may hold anything: fields 3 and 22 of all are the 1st and 20th of the rest.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? '' : `${fields[19] ?? ''}@${BOOT}`;
  } catch {
    return '';
  }
}

/** What a lock file says of its holder; torn by a power cut it names nobody. */
function isHeldBy(mark: string): boolean {
  const [, pid = '', start = ''] = /^(\d+) (\S*) [0-9a-f]+$/.exec(mark) ?? [];
  if (Number(pid) === 0) return false;
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    return errnoOf(error) === 'EPERM' && startOf(Number(pid)) === start;
  }
  return startOf(Number(pid)) === start;
}

/** The file whose maker takes over from the holder that `mark` names. */
const heirOf = (file: string, mark: string): string =>
  `${file}.after-${createHash('sha256').update(mark).digest('hex').slice(0, 24)}`;

interface Link {
  readonly file: string;
  readonly mark: string;
}

/**
 * A lock file held by this process; answers null when another living process has it. What a dead process held is taken
 * over by making a file that is named after its mark, which only one can; nobody ever removes the lock of another.
 */
export async function tryLock(file: string): Promise<FileLock | null> {
  makeFolder(dirname(file));
  const mark = `${process.pid} ${startOf(process.pid)} ${randomBytes(8).toString('hex')}`;
  // Written aside and linked: nobody ever reads half a lock.
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(aside, mark, { flag: 'wx' });
    for (let round = 0; round < 5; round++) {
      const dead = await deadHolders(file);
      if (dead === null) return null;
      const last = dead.at(-1);
      const own = last === undefined ? file : heirOf(file, last.mark);
      if (!(await linked(aside, own))) continue;
      if (await stand(dead)) return new FileLock([...dead, { file: own, mark }]);
      // Whoever took over before has let go of all of it meanwhile.
      await rm(own, { force: true });
    }
    return null;
  } finally {
    await rm(aside, { force: true });
  }
}

/** Those who held it one after the other and died, oldest first; null where a living process holds it. */
async function deadHolders(file: string): Promise<Link[] | null> {
  const dead: Link[] = [];
  for (let at = file; ;) {
    const mark = await contentOf(at);
    if (mark === null) return dead;
    if (isHeldBy(mark)) return null;
    dead.push({ file: at, mark });
    at = heirOf(file, mark);
  }
}

async function linked(aside: string, file: string): Promise<boolean> {
  try {
    await link(aside, file);
    return true;
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/**
 * A holder that lets go removes the oldest first, and no mark comes twice: what stands has been let go of by nobody.
 */
async function stand(links: readonly Link[]): Promise<boolean> {
  for (const { file, mark } of links) if ((await contentOf(file)) !== mark) return false;
  return true;
}

async function contentOf(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw error;
  }
}

export class FileLock {
  /** The own file, and before it those of the dead whom it was taken over from. */
  constructor(private readonly links: readonly Link[]) {}

  async release(): Promise<void> {
    if (!(await stand(this.links))) return;
    for (const { file } of this.links) await rm(file, { force: true });
  }
}

/** One at a time per workspace: in this process by order of asking, among processes by the lock file. */
export class Turns {
  private readonly tails = new Map<string, Promise<unknown>>();

  constructor(private readonly waitMs = 120_000) {}

  take<T>(file: string, work: () => Promise<T>): Promise<T> {
    const before = this.tails.get(file) ?? Promise.resolve();
    const turn = before.then(() => this.locked(file, work));
    const settled = turn.catch(() => undefined);
    this.tails.set(file, settled);
    void settled.then(() => {
      if (this.tails.get(file) === settled) this.tails.delete(file);
    });
    return turn;
  }

  private async attempt(file: string): Promise<FileLock | null> {
    try {
      return await tryLock(file);
    } catch (cause) {
      throw new WorkspaceFailure('the lock of a workspace could not be written', {
        cause,
        retryable: true,
        remedy: 'Check the permissions and the free space of the data folder.',
      });
    }
  }

  private async locked<T>(file: string, work: () => Promise<T>): Promise<T> {
    const until = performance.now() + this.waitMs;
    let lock = await this.attempt(file);
    while (lock === null) {
      if (performance.now() > until) {
        throw new WorkspaceFailure('another Loom process is changing this workspace', { retryable: true });
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
      lock = await this.attempt(file);
    }
    try {
      return await work();
    } finally {
      await lock.release();
    }
  }
}
