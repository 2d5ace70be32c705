import { readdirSync, readFileSync } from 'node:fs';

/** What something took; other work on the machine lengthens `wallMs`, and hardly `cpuMs`. */
export interface Cost {
  readonly wallMs: number;
  /** User and system time of this process, of its children that ended and of those that still run. */
  readonly cpuMs: number;
}

/** A clock tick of the times in /proc, in milliseconds. */
const TICK_MS = 10;

export function standing(): Cost {
  const { user, system } = process.cpuUsage();
  return { wallMs: performance.now(), cpuMs: (user + system) / 1000 + childrenMs() };
}

export const costBetween = (from: Cost, to: Cost): Cost => ({
  wallMs: to.wallMs - from.wallMs,
  cpuMs: Math.max(0, to.cpuMs - from.cpuMs),
});

/** In whole ticks: only the mean of several is to be trusted. 0 where there is no /proc. */
function childrenMs(): number {
  const own = timesOf('self');
  if (own === null) return 0;
  let ticks = own.ended;
  for (const thread of readdirSync('/proc/self/task')) {
    for (const pid of readFileSync(`/proc/self/task/${thread}/children`, 'utf8').split(' ')) {
      const times = pid.trim() === '' ? null : timesOf(pid.trim());
      if (times !== null) ticks += times.running + times.ended;
    }
  }
  return ticks * TICK_MS;
}

function timesOf(pid: string): { running: number; ended: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // After the name in parentheses, which may hold anything: fields 14 to 17 of all.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const at = (n: number): number => Number(fields[n - 3]);
    return { running: at(14) + at(15), ended: at(16) + at(17) };
  } catch {
    return null;
  }
}
