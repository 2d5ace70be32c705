import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** Names one process for good: a pid alone comes back for another one. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it began, in the system's own words; empty where the system does not tell. */
  readonly began: string;
  /** Where the pid counts: host and pid namespace. Of another place nothing can be told by the pid. */
  readonly place: string;
  /** Changes with every boot; empty where the system does not tell. */
  readonly boot: string;
}

const readOr = (read: () => string, otherwise: string): string => {
  try {
    return read();
  } catch {
    return otherwise;
  }
};

const place = (): string => `${hostname()} ${readOr(() => readlinkSync('/proc/self/ns/pid'), '')}`.trim();
const boot = (): string => readOr(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(), '');

/** Null when there is no such process, or only its remains (a zombie). */
function beganOf(pid: number): string | null {
  if (process.platform === 'linux') {
    const stat = readOr(() => readFileSync(`/proc/${pid}/stat`, 'utf8'), '');
    // The name in parentheses may hold anything, parentheses and blanks included.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, startTicks] = [fields[0], fields[19]];
    return startTicks === undefined || state === 'Z' || state === 'X' ? null : startTicks;
  }
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return null;
  }
  if (process.platform === 'win32') return '';
  return readOr(() => execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim(), '');
}

/** Null when the process is gone. */
export function identityOf(pid: number): ProcessIdentity | null {
  const began = beganOf(pid);
  return began === null ? null : { pid, began, place: place(), boot: boot() };
}

/** Whether the pid counts here. */
export const isSamePlace = (identity: ProcessIdentity): boolean => identity.place === place();

/** Whether it runs, or ran, on this machine since its last start; in another container, maybe. */
export const isSameKernel = (identity: ProcessIdentity): boolean => identity.boot !== '' && identity.boot === boot();

/** `unknown` for a process of another host or container. */
export function lifeOf(identity: ProcessIdentity): 'alive' | 'dead' | 'unknown' {
  if (identity.place !== place()) return 'unknown';
  if (identity.boot !== boot()) return 'dead';
  const now = beganOf(identity.pid);
  return now === null || now !== identity.began ? 'dead' : 'alive';
}

/** Reads what `identityOf` wrote; null for anything else. */
export function asIdentity(value: unknown): ProcessIdentity | null {
  if (typeof value !== 'object' || value === null) return null;
  const { pid, began, place: where, boot: since } = value as Partial<Record<keyof ProcessIdentity, unknown>>;
  if (typeof pid !== 'number' || !Number.isInteger(pid) || pid <= 0) return null;
  if (typeof began !== 'string' || typeof where !== 'string' || typeof since !== 'string') return null;
  return { pid, began, place: where, boot: since };
}
