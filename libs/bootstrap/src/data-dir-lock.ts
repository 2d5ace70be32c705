import { randomUUID } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readdirSync, rmSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { BootstrapError } from './bootstrap-error.js';
import { LifeLine } from './life-line.js';
import { isDead, look, remove, SILENT_MS, type Holder, type LockOptions } from './lock-file.js';
import { identityOf, isSamePlace, lifeOf, type ProcessIdentity } from './process-identity.js';

/**
 * Beats of an owner within the time after which it is taken for dead; only looked at from other hosts and containers.
 */
const BEATS = 6;
/** For others that join at the same time, and may have to watch an owner. */
const JOIN_MS = SILENT_MS + 10_000;
/** Takeovers that died in the middle, one inside the other. */
const MAX_DEPTH = 4;

/**
 * At most one Loom at a time keeps its private state in a data directory; or several processes of one machine, whose
 * state is elsewhere, share it (`share`).
 *
 * A lock is a file that appears complete, by link(2), and only where there is none. One whose owner is dead is removed
 * under a second lock of the same kind (`….takeover`), so that of several that find it dead only one removes it, and
 * nobody removes the lock of the one who came after.
 */
export class DataDirLock {
  private heartbeat: NodeJS.Timeout | null;

  private constructor(
    private readonly path: string,
    private readonly nonce: string,
    private readonly lifeLine: LifeLine | null,
    { silentMs = SILENT_MS, onLost }: LockOptions,
  ) {
    this.heartbeat = setInterval(() => this.beat(onLost), silentMs / BEATS);
    this.heartbeat.unref();
  }

  /** @throws BootstrapError `data_dir_in_use` naming the process that holds it. */
  static take(dataDir: string, options: LockOptions = {}): Promise<DataDirLock> {
    return usable(dataDir, async () => {
      const lock = await DataDirLock.hold(dataDir, options);
      try {
        const [other] = await sharers(dataDir, options);
        if (other !== undefined) throw new DataDirInUse(dataDir, other);
        LifeLine.sweep(dataDir);
        return lock;
      } catch (error) {
        lock.release();
        throw error;
      }
    });
  }

  /**
   * Beside other processes that have the same in common: the database and the queues. They must see each other's
   * process ids, since the locks of the workspaces depend on it.
   */
  static async share(dataDir: string, same: string, options: LockOptions = {}): Promise<DataDirLock> {
    for (const until = performance.now() + JOIN_MS; ;) {
      try {
        return await usable(dataDir, () => DataDirLock.join(dataDir, same, options));
      } catch (error) {
        // Somebody who joins holds the lock for a moment; only that passes.
        if (!(error instanceof DataDirInUse && error.isJoining) || performance.now() > until) throw error;
      }
      await wait(20);
    }
  }

  /**
   * For work beside whoever holds the directory, under the locks of its workspaces.
   * @throws BootstrapError `data_dir_in_use` where the holder's process ids mean nothing here, and those locks neither.
   */
  static async refuseElsewhere(dataDir: string, options: LockOptions = {}): Promise<void> {
    const path = join(dataDir, 'loom.lock');
    const seen = existsSync(dataDir) ? look(path) : 'absent';
    const holders = await sharers(dataDir, options);
    if (seen !== 'absent' && seen.holder !== null && !(await isDead(path, dataDir, seen, options)))
      holders.push(seen.holder);
    const elsewhere = holders.find((one) => !isSamePlace(one));
    if (elsewhere !== undefined) throw notHere(dataDir, elsewhere);
  }

  release(): void {
    if (this.heartbeat === null) return;
    clearInterval(this.heartbeat);
    this.heartbeat = null;
    remove(this.path, this.nonce);
    this.lifeLine?.close();
  }

  private static async hold(dataDir: string, options: LockOptions, same?: string): Promise<DataDirLock> {
    const path = join(dataDir, 'loom.lock');
    const lifeLine = LifeLine.open(dataDir);
    try {
      const nonce = await acquire(path, dataDir, 0, { lifeLine: lifeLine?.name, same }, options);
      return new DataDirLock(path, nonce, lifeLine, options);
    } catch (error) {
      lifeLine?.close();
      throw error;
    }
  }

  private static async join(dataDir: string, same: string, options: LockOptions): Promise<DataDirLock> {
    const held = await DataDirLock.hold(dataDir, options, same);
    try {
      for (const other of await sharers(dataDir, options)) {
        if (other.same !== same) throw notTheSame(dataDir, other);
        if (!isSamePlace(other)) throw notHere(dataDir, other);
      }
      LifeLine.sweep(dataDir);
      const nonce = randomUUID();
      const path = join(sharedDir(dataDir), nonce);
      mkdirSync(sharedDir(dataDir), { recursive: true, mode: 0o700 });
      const lifeLine = LifeLine.open(dataDir);
      writeFileSync(path, JSON.stringify({ ...self(), nonce, same, lifeLine: lifeLine?.name }), { mode: 0o600 });
      return new DataDirLock(path, nonce, lifeLine, options);
    } finally {
      held.release();
    }
  }

  private beat(onLost: LockOptions['onLost']): void {
    const owner = this.shown();
    if (owner === null || owner.nonce === this.nonce) return;
    this.release();
    onLost?.({ pid: owner.pid, place: owner.place });
  }

  /** Shows that this one lives where the lock is still its own; whose it is. Null where it is nobody's. */
  private shown(): Holder | null {
    try {
      const seen = look(this.path);
      if (seen === 'absent') return null;
      if (seen.holder?.nonce === this.nonce) utimesSync(this.path, new Date(), new Date());
      return seen.holder;
    } catch {
      // The folder was removed under us; there is nothing left to protect.
      return null;
    }
  }
}

const sharedDir = (dataDir: string): string => join(dataDir, 'loom.shared');

/** Living processes that share the directory; what dead ones left is removed. Under the lock. */
async function sharers(dataDir: string, options: LockOptions): Promise<Holder[]> {
  const names = existsSync(sharedDir(dataDir)) ? readdirSync(sharedDir(dataDir)) : [];
  const found = names.map(async (name) => {
    const path = join(sharedDir(dataDir), name);
    const seen = look(path);
    if (seen === 'absent') return [];
    if (seen.holder !== null && !(await isDead(path, dataDir, seen, options))) return [seen.holder];
    rmSync(path, { force: true });
    return [];
  });
  return (await Promise.all(found)).flat();
}

async function usable<T>(dataDir: string, take: () => Promise<T>): Promise<T> {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    return await take();
  } catch (cause) {
    if (cause instanceof BootstrapError) throw cause;
    const { code } = cause as NodeJS.ErrnoException;
    throw new BootstrapError(
      'data_dir_unusable',
      `the data directory ${dataDir} cannot be written (${code ?? 'unknown reason'})`,
      'Give Loom the right to write there, or set another [memory] database_path.',
      { cause },
    );
  }
}

function self(): ProcessIdentity {
  const identity = identityOf(process.pid);
  if (identity === null) throw new Error('this process cannot see itself');
  return identity;
}

async function acquire(
  path: string,
  dataDir: string,
  depth: number,
  more: object,
  options: LockOptions,
): Promise<string> {
  const nonce = randomUUID();
  const draft = `${path}.${nonce}`;
  writeFileSync(draft, JSON.stringify({ ...self(), nonce, ...more }), { flag: 'wx', mode: 0o600 });
  try {
    for (;;) {
      try {
        linkSync(draft, path);
        return nonce;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const seen = look(path);
      if (seen === 'absent') continue;
      if (depth >= MAX_DEPTH || !(await isDead(path, dataDir, seen, options))) {
        const now = look(path);
        if (now === 'absent') continue;
        throw new DataDirInUse(dataDir, now.holder, now.holder?.same !== undefined);
      }
      const takeover = `${path}.takeover`;
      const held = await acquire(takeover, dataDir, depth + 1, more, options);
      try {
        const now = look(path);
        // Only whoever holds the takeover removes a dead lock, so what is the same dead one here stays until the next
        // line.
        if (now !== 'absent' && now.beat === seen.beat) unlinkSync(path);
      } finally {
        remove(takeover, held);
      }
    }
  } finally {
    unlinkSync(draft);
  }
}

class DataDirInUse extends BootstrapError {
  constructor(
    dataDir: string,
    holder: Holder | null,
    /** Its holder lets go of it in a moment. */
    readonly isJoining = false,
  ) {
    const foreign = holder !== null && lifeOf(holder) === 'unknown';
    const who = holder === null ? 'another process' : `process ${holder.pid}${foreign ? ` on ${holder.place}` : ''}`;
    super(
      'data_dir_in_use',
      `another Loom (${who}) already uses the data directory ${dataDir}`,
      'Stop it first, talk to it with the loom commands, or give this one another [memory] database_path.',
    );
  }
}

const notHere = (dataDir: string, holder: Holder): BootstrapError =>
  new BootstrapError(
    'data_dir_in_use',
    `process ${holder.pid} on ${holder.place} uses the data directory ${dataDir}, and its process id means nothing here`,
    'Run this on the same machine and in the same container (docker compose exec api …), or stop the other first.',
  );

const notTheSame = (dataDir: string, holder: Holder): BootstrapError =>
  new BootstrapError(
    'data_dir_in_use',
    `process ${holder.pid} uses the data directory ${dataDir} with another database or Redis`,
    'Give all processes that share it the same [memory] database_url, [redis] url and prefix.',
  );
