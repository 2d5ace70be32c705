import { randomUUID } from 'node:crypto';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { BootstrapError } from './bootstrap-error.js';
import { LifeLine } from './life-line.js';
import { asIdentity, identityOf, isSameKernel, isSamePlace, lifeOf, type ProcessIdentity } from './process-identity.js';

/** How often the owner shows that it lives; only looked at from other hosts and containers. */
const HEARTBEAT_MS = 5_000;
const SILENT_MS = 30_000;
/** For others that join at the same time. */
const JOIN_MS = 10_000;
/** Takeovers that died in the middle, one inside the other. */
const MAX_DEPTH = 4;

interface Holder extends ProcessIdentity {
  readonly nonce: string;
  /** What those who share the directory must have in common; absent where it is not shared. */
  readonly same?: string;
  /** See `LifeLine`; absent where the system has none. */
  readonly lifeLine?: string;
}

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
  ) {
    this.heartbeat = setInterval(() => this.beat(), HEARTBEAT_MS);
    this.heartbeat.unref();
  }

  /** @throws BootstrapError `data_dir_in_use` naming the process that holds it. */
  static take(dataDir: string): DataDirLock {
    return usable(dataDir, () => {
      const lock = DataDirLock.hold(dataDir);
      try {
        const [other] = sharers(dataDir);
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
   * Beside other processes that have the same in common: the database and the queues. They must see each other's process
   * ids, since the locks of the workspaces depend on it.
   */
  static async share(dataDir: string, same: string): Promise<DataDirLock> {
    for (const until = Date.now() + JOIN_MS; ;) {
      try {
        return usable(dataDir, () => DataDirLock.join(dataDir, same));
      } catch (error) {
        // Somebody who joins holds the lock for a moment; only that passes.
        if (!(error instanceof DataDirInUse && error.isJoining) || Date.now() > until) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /**
   * For work beside whoever holds the directory, under the locks of its workspaces.
   * @throws BootstrapError `data_dir_in_use` where the holder's process ids mean nothing here, and those locks neither.
   */
  static refuseElsewhere(dataDir: string): void {
    const path = join(dataDir, 'loom.lock');
    const holder = existsSync(dataDir) ? read(path) : 'absent';
    const holders = [
      ...(holder === 'absent' || holder === null || isDead(path, dataDir, holder) ? [] : [holder]),
      ...sharers(dataDir),
    ];
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

  private static hold(dataDir: string, same?: string): DataDirLock {
    const path = join(dataDir, 'loom.lock');
    const lifeLine = LifeLine.open(dataDir);
    try {
      return new DataDirLock(path, acquire(path, dataDir, 0, { lifeLine: lifeLine?.name, same }), lifeLine);
    } catch (error) {
      lifeLine?.close();
      throw error;
    }
  }

  private static join(dataDir: string, same: string): DataDirLock {
    const held = DataDirLock.hold(dataDir, same);
    try {
      for (const other of sharers(dataDir)) {
        if (other.same !== same) throw notTheSame(dataDir, other);
        if (!isSamePlace(other)) throw notHere(dataDir, other);
      }
      LifeLine.sweep(dataDir);
      const nonce = randomUUID();
      const path = join(sharedDir(dataDir), nonce);
      mkdirSync(sharedDir(dataDir), { recursive: true, mode: 0o700 });
      const lifeLine = LifeLine.open(dataDir);
      writeFileSync(path, JSON.stringify({ ...self(), nonce, same, lifeLine: lifeLine?.name }), { mode: 0o600 });
      return new DataDirLock(path, nonce, lifeLine);
    } finally {
      held.release();
    }
  }

  private beat(): void {
    try {
      utimesSync(this.path, new Date(), new Date());
    } catch {
      // The folder was removed under us; there is nothing left to protect.
    }
  }
}

const sharedDir = (dataDir: string): string => join(dataDir, 'loom.shared');

/** Living processes that share the directory; what dead ones left is removed. Under the lock. */
function sharers(dataDir: string): Holder[] {
  let names: string[];
  try {
    names = readdirSync(sharedDir(dataDir));
  } catch {
    return [];
  }
  return names.flatMap((name) => {
    const path = join(sharedDir(dataDir), name);
    const holder = read(path);
    if (holder === 'absent') return [];
    if (holder !== null && !isDead(path, dataDir, holder)) return [holder];
    rmSync(path, { force: true });
    return [];
  });
}

function usable<T>(dataDir: string, take: () => T): T {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    return take();
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

function acquire(path: string, dataDir: string, depth: number, more: object): string {
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
      const holder = read(path);
      if (holder === 'absent') continue;
      if (!isDead(path, dataDir, holder) || depth >= MAX_DEPTH)
        throw new DataDirInUse(dataDir, holder, holder?.same !== undefined);
      const takeover = `${path}.takeover`;
      const held = acquire(takeover, dataDir, depth + 1, more);
      try {
        const now = read(path);
        // Only whoever holds the takeover removes a dead lock, so what is dead here stays until the next line.
        if (now !== 'absent' && isDead(path, dataDir, now)) unlinkSync(path);
      } finally {
        remove(takeover, held);
      }
    }
  } finally {
    unlinkSync(draft);
  }
}

/** Null for a file that no Loom wrote, such as one that a full disk left empty. */
function read(path: string): Holder | null | 'absent' {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'absent';
    throw error;
  }
  try {
    const value: unknown = JSON.parse(text);
    const identity = asIdentity(value);
    const { nonce, same, lifeLine } = value as Partial<Record<keyof Holder, unknown>>;
    if (identity === null || typeof nonce !== 'string') return null;
    return {
      ...identity,
      nonce,
      ...(typeof same === 'string' ? { same } : {}),
      ...(typeof lifeLine === 'string' ? { lifeLine } : {}),
    };
  } catch {
    return null;
  }
}

function isDead(path: string, dataDir: string, holder: Holder | null): boolean {
  if (holder === null) return true;
  const life = lifeOf(holder);
  if (life !== 'unknown') return life === 'dead';
  // A container that was killed need not be waited for: the machine it ran on knows.
  const held = isSameKernel(holder) && holder.lifeLine !== undefined ? LifeLine.isHeld(dataDir, holder.lifeLine) : null;
  if (held !== null) return !held;
  try {
    return Date.now() - statSync(path).mtimeMs > SILENT_MS;
  } catch {
    return false;
  }
}

function remove(path: string, nonce: string): void {
  const holder = read(path);
  if (holder !== null && holder !== 'absent' && holder.nonce === nonce) unlinkSync(path);
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
