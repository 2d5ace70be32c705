import { createHash } from 'node:crypto';
import type { ToolCall } from '#domain';

/** What is done about a call whose result is the same once more. */
export type Repeated = 'new' | 'told' | 'warned' | 'stuck';

const STUCK_AT = 5;

/** Counts equal calls with equal results. Different arguments are no repetition, nor is a look at changed files. */
export class Repetition {
  private readonly times = new Map<string, number>();

  /** `head`: the tree the call ran on, for calls that only look; null for calls that change files themselves. */
  note(call: ToolCall, result: string, head: string | null): Repeated {
    const key = hashOf([keyOf(call), result, head]);
    const times = (this.times.get(key) ?? 0) + 1;
    this.times.set(key, times);
    if (times >= STUCK_AT) return 'stuck';
    return times >= 3 ? 'warned' : times === 2 ? 'told' : 'new';
  }
}

/** Equal for calls with equal arguments. */
export const keyOf = ({ name, arguments: args }: ToolCall): string => hashOf([name, canonical(args)]);

const hashOf = (of: unknown): string => createHash('sha256').update(JSON.stringify(of)).digest('hex');

/** Keys in one order at every level, and a list of one value as that value, so that equal arguments are equal text. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value) && value.length === 1 && typeof value[0] !== 'object') return value[0] as unknown;
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => [key, canonical(item)]);
}
