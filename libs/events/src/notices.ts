import type { StoredEvent, TokenPiece } from '#contracts';

/** Events `first` to `last` of the task are in the ledger. */
export interface Notice {
  readonly taskId: string;
  readonly first: number;
  readonly last: number;
}

/** One notice a task. */
export function noticesOf(events: readonly StoredEvent[]): Notice[] {
  const notices = new Map<string, Notice>();
  for (const { taskId, sequence } of events) {
    const known = notices.get(taskId);
    notices.set(taskId, {
      taskId,
      first: Math.min(known?.first ?? sequence, sequence),
      last: Math.max(known?.last ?? sequence, sequence),
    });
  }
  return [...notices.values()];
}

/** What one API process tells the others. `from` is the process, which has told its own readers already. */
export interface BusMessage {
  readonly from: string;
  readonly notices: readonly Notice[];
  readonly tokens: readonly TokenPiece[];
}

/** Longest message that is looked at, in characters: anything may have been written to the channel. */
const LONGEST = 1_000_000;

/** The message as text from Redis, checked; null when it is none. */
export function parseMessage(text: string): BusMessage | null {
  if (text.length > LONGEST) return null;
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof data !== 'object' || data === null) return null;
  const { from, notices, tokens } = data as Record<string, unknown>;
  if (typeof from !== 'string') return null;
  return {
    from,
    notices: (Array.isArray(notices) ? notices : []).filter(isNotice),
    tokens: (Array.isArray(tokens) ? tokens : []).filter(isPiece),
  };
}

function isNotice(value: unknown): value is Notice {
  if (typeof value !== 'object' || value === null) return false;
  const { taskId, first, last } = value as Record<string, unknown>;
  return typeof taskId === 'string' && isSequence(first) && isSequence(last) && first <= last;
}

const isSequence = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 1;

function isPiece(value: unknown): value is TokenPiece {
  if (typeof value !== 'object' || value === null) return false;
  const { taskId, subtaskId, correlationId, kind, text } = value as Record<string, unknown>;
  return (
    typeof taskId === 'string' &&
    (subtaskId === undefined || typeof subtaskId === 'string') &&
    typeof correlationId === 'string' &&
    (kind === 'text' || kind === 'thinking') &&
    typeof text === 'string'
  );
}
