import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BOOT } from './boot.js';
import { errnoOf, WorkspaceFailure } from './errors.js';

/** Pids are used again, and start times count from the machine's own start; all three together name one process. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // After the name in parentheses, which may hold anything: field 22 of all is the 20th of the rest.
    return `${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''}@${BOOT}`;
  } catch {
    return '';
  }
}

function isAlive(pid: number, start: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return errnoOf(error) === 'EPERM' && startOf(pid) === start;
  }
  return startOf(pid) === start;
}

/** A lock file held by this process; answers null when another living process has it. */
export async function tryLock(file: string): Promise<FileLock | null> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const mark = `${process.pid} ${startOf(process.pid)} ${randomBytes(8).toString('hex')}`;
  // Written aside and linked: nobody ever reads half a lock.
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(aside, mark, { flag: 'wx' });
    for (let round = 0; round < 5; round++) {
      try {
        await link(aside, file);
        return new FileLock(file, mark);
      } catch (error) {
        if (errnoOf(error) !== 'EEXIST') throw error;
      }
      const holder = await readFile(file, 'utf8').catch(() => null);
      if (holder === null) continue;
      const [pid = '', start = ''] = holder.split(' ');
      if (isAlive(Number(pid), start)) return null;
      await takeAway(file, holder);
    }
    return null;
  } finally {
    await rm(aside, { force: true });
  }
}

/** Removes a dead holder's lock; if another got there first and it is a living one's by now, that one gets it back. */
async function takeAway(file: string, dead: string): Promise<void> {
  const grave = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await rename(file, grave);
  } catch {
    return;
  }
  if ((await readFile(grave, 'utf8')) !== dead) await link(grave, file).catch(() => undefined);
  await rm(grave, { force: true });
}

export class FileLock {
  constructor(
    private readonly file: string,
    private readonly mark: string,
  ) {}

  async release(): Promise<void> {
    if ((await readFile(this.file, 'utf8').catch(() => '')) === this.mark) await rm(this.file, { force: true });
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
