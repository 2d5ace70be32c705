import { createContext, Script } from 'node:vm';

/** Processor time below which growth is not looked at: the collector and the compiler take as much at times. */
const FLOOR_MS = 50;
/** From here on neither of them makes the difference; below it what looks dear is tried at twice the size. */
const DECISIVE_MS = 200;
/** What is linear costs 8 times as much for 8 times as much, what is quadratic 64 times: the bound is between. */
const PARTS = 8;
const MAX_GROWTH = 24;
/** No second look below it: of what is quadratic, the part would have been measured five times too dear. */
const CLEAR_GROWTH = 12;
const RUNS = 3;
/** Ends what would take for ever (a regular expression that tries every split), and says nothing about speed. */
const HANGS_AFTER_MS = 20_000;

export interface Trial {
  /** What is read before and after all that is repeated. */
  readonly start?: string;
  readonly end?: string;
  readonly hangsAfterMs?: number;
}

const context = createContext();
const call = new Script('work()');

/**
 * Throws where the processor time of reading `times` times `unit` grows faster than `times`. Few and many are measured
 * in the same run, so that a slow machine changes nothing. Choose so many times that work at each of them on all
 * others takes more than 50 ms for certain.
 */
export function assertLinear(
  read: (text: string) => unknown,
  unit: string,
  times: number,
  { start = '', end = '', hangsAfterMs = HANGS_AFTER_MS }: Trial = {},
): void {
  const what = JSON.stringify(`${start}${unit}…${end}`);
  const costMs = (size: number): number => {
    const text = start + unit.repeat(size) + end;
    return costOf(() => void read(text), hangsAfterMs, `${what} ${Math.floor(size)} times`);
  };

  for (let size = times; ; size *= 2) {
    let whole = costMs(size);
    if (whole <= FLOOR_MS) return;
    let part = costMs(size / PARTS);
    for (let run = 1; run < RUNS && whole > part * CLEAR_GROWTH; run++) {
      part = Math.min(part, costMs(size / PARTS));
      whole = Math.min(whole, costMs(size));
    }
    if (whole <= FLOOR_MS || whole <= part * MAX_GROWTH) return;
    if (whole >= DECISIVE_MS)
      throw new Error(
        `${what} is not linear: ${whole} ms for ${Math.floor(size)} times, ${part} ms for a part in ${PARTS} of it`,
      );
  }
}

/** Milliseconds of the processor, those of the system too: the sum is exact, its halves are guessed from ticks. */
function costOf(work: () => void, hangsAfterMs: number, what: string): number {
  context['work'] = work;
  const before = process.cpuUsage();
  try {
    call.runInContext(context, { timeout: hangsAfterMs });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new Error(`${what} hangs: over ${hangsAfterMs} ms`, { cause: error });
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
