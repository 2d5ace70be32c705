import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, statSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BootstrapError } from './bootstrap-error.js';
import { asIdentity, identityOf, lifeOf, type ProcessIdentity } from './process-identity.js';

/** How often the owner shows that it lives; only looked at from other hosts and containers. */
const HEARTBEAT_MS = 5_000;
const SILENT_MS = 30_000;
/** Takeovers that died in the middle, one inside the other. */
const MAX_DEPTH = 4;

interface Holder extends ProcessIdentity {
  readonly nonce: string;
}

/**
 * At most one Loom at a time keeps its private state in a data directory.
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
  ) {
    this.heartbeat = setInterval(() => this.beat(), HEARTBEAT_MS);
    this.heartbeat.unref();
  }

  /** @throws BootstrapError `data_dir_in_use` naming the process that holds it. */
  static take(dataDir: string): DataDirLock {
    const path = join(dataDir, 'loom.lock');
    try {
      mkdirSync(dataDir, { recursive: true, mode: 0o700 });
      return new DataDirLock(path, acquire(path, dataDir, 0));
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

  release(): void {
    if (this.heartbeat === null) return;
    clearInterval(this.heartbeat);
    this.heartbeat = null;
    remove(this.path, this.nonce);
  }

  private beat(): void {
    try {
      utimesSync(this.path, new Date(), new Date());
    } catch {
      // The folder was removed under us; there is nothing left to protect.
    }
  }
}

function acquire(path: string, dataDir: string, depth: number): string {
  const self = identityOf(process.pid);
  if (self === null) throw new Error('this process cannot see itself');
  const nonce = randomUUID();
  const draft = `${path}.${nonce}`;
  writeFileSync(draft, JSON.stringify({ ...self, nonce }), { flag: 'wx', mode: 0o600 });
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
      if (!isDead(path, holder) || depth >= MAX_DEPTH) throw inUse(dataDir, holder);
      const takeover = `${path}.takeover`;
      const held = acquire(takeover, dataDir, depth + 1);
      try {
        const now = read(path);
        // Only whoever holds the takeover removes a dead lock, so what is dead here stays until the next line.
        if (now !== 'absent' && isDead(path, now)) unlinkSync(path);
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
    const { nonce } = value as { nonce?: unknown };
    return identity === null || typeof nonce !== 'string' ? null : { ...identity, nonce };
  } catch {
    return null;
  }
}

function isDead(path: string, holder: Holder | null): boolean {
  if (holder === null) return true;
  const life = lifeOf(holder);
  if (life !== 'unknown') return life === 'dead';
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

function inUse(dataDir: string, holder: Holder | null): BootstrapError {
  const foreign = holder !== null && lifeOf(holder) === 'unknown';
  const who = holder === null ? 'another process' : `process ${holder.pid}${foreign ? ` on ${holder.place}` : ''}`;
  return new BootstrapError(
    'data_dir_in_use',
    `another Loom (${who}) already uses the data directory ${dataDir}`,
    'Stop it first, talk to it with the loom commands, or give this one another [memory] database_path.',
  );
}
