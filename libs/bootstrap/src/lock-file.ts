import { closeSync, fstatSync, openSync, readFileSync, unlinkSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { LifeLine } from './life-line.js';
import { asIdentity, isSameKernel, lifeOf, type ProcessIdentity } from './process-identity.js';

/** An owner whose beat is seen to stand still for so long is dead. Machines need not agree on the time. */
export const SILENT_MS = 30_000;
const LOOK_MS = 500;

export interface Holder extends ProcessIdentity {
  readonly nonce: string;
  /** What those who share the directory must have in common; absent where it is not shared. */
  readonly same?: string;
  /** See `LifeLine`; absent where the system has none. */
  readonly lifeLine?: string;
}

/** A lock file as it is now. Null holder: no Loom wrote it, such as one that a full disk left empty. */
export interface Seen {
  readonly holder: Holder | null;
  /** Another one after each beat of the holder. */
  readonly beat: string;
}

export interface LockOptions {
  /** Before an owner elsewhere is watched, which takes `forMs` where it is dead. */
  readonly onWatch?: (of: { readonly pid: number; readonly place: string; readonly forMs: number }) => void;
  readonly silentMs?: number;
  /** Told once, by an owner that stood still for so long that somebody elsewhere has taken over. */
  readonly onLost?: (to: { readonly pid: number; readonly place: string }) => void;
}

/** Opened anew each time: that is when a network file system asks its server. */
export function look(path: string): Seen | 'absent' {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'absent';
    throw error;
  }
  try {
    const text = readFileSync(file, 'utf8');
    return { holder: asHolder(text), beat: `${fstatSync(file, { bigint: true }).mtimeNs} ${text}` };
  } finally {
    closeSync(file);
  }
}

function asHolder(text: string): Holder | null {
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

export async function isDead(
  path: string,
  dataDir: string,
  { holder, beat }: Seen,
  options: LockOptions,
): Promise<boolean> {
  if (holder === null) return true;
  const life = lifeOf(holder);
  if (life !== 'unknown') return life === 'dead';
  // A container that was killed need not be waited for: the machine it ran on knows.
  const held = isSameKernel(holder) && holder.lifeLine !== undefined ? LifeLine.isHeld(dataDir, holder.lifeLine) : null;
  if (held !== null) return !held;
  const forMs = options.silentMs ?? SILENT_MS;
  options.onWatch?.({ pid: holder.pid, place: holder.place, forMs });
  for (const until = performance.now() + forMs; performance.now() < until;) {
    await wait(Math.min(LOOK_MS, forMs / 10));
    const now = look(path);
    if (now === 'absent' || now.beat !== beat) return false;
  }
  return true;
}

export function remove(path: string, nonce: string): void {
  const seen = look(path);
  if (seen !== 'absent' && seen.holder?.nonce === nonce) unlinkSync(path);
}
