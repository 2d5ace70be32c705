/** Least important first. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** One line of the log. `did` names what happened in snake_case; ids stand beside it. */
export interface LogRecord {
  readonly time: string;
  readonly level: LogLevel;
  readonly context?: string;
  readonly [field: string]: unknown;
}

const HIDDEN = '***';
const SECRET_FIELD = /^(token|api_?key|password|secret|authorization|cookie)$/i;
const MAX_TEXT = 8_000;
const MAX_DEPTH = 6;
const MAX_ITEMS = 100;

/** Copies `value` as JSON can hold it: bounded, without cycles, errors with their causes, secrets hidden. */
export function loggable(value: unknown, secrets: readonly string[], withStack: boolean): unknown {
  const seen = new Set<object>();
  const text = (raw: string): string => {
    let shown = raw.length > MAX_TEXT ? `${raw.slice(0, MAX_TEXT)}… (${raw.length} characters)` : raw;
    for (const secret of secrets) shown = shown.replaceAll(secret, HIDDEN);
    return shown.replace(/(\/\/[^/@:\s"]*):[^/@\s"]*@/g, `$1:${HIDDEN}@`);
  };
  const copy = (item: unknown, depth: number): unknown => {
    if (typeof item === 'string') return text(item);
    if (typeof item === 'bigint' || typeof item === 'symbol') return text(String(item));
    if (typeof item === 'function') return undefined;
    if (typeof item !== 'object' || item === null) return item;
    if (item instanceof Date) return Number.isNaN(item.getTime()) ? null : item.toISOString();
    if (seen.has(item)) return '(again)';
    if (depth >= MAX_DEPTH) return '(deeper)';
    seen.add(item);
    try {
      if (item instanceof Error) return copyError(item, depth);
      if (Array.isArray(item)) return item.slice(0, MAX_ITEMS).map((each: unknown) => copy(each, depth + 1));
      const entries = Object.entries(item).slice(0, MAX_ITEMS);
      return Object.fromEntries(
        entries.map(([key, each]) => [
          key,
          SECRET_FIELD.test(key) && each !== null && each !== undefined ? HIDDEN : copy(each, depth + 1),
        ]),
      );
    } finally {
      // Only a cycle is cut; the same object twice side by side is no cycle.
      seen.delete(item);
    }
  };
  const copyError = (error: Error, depth: number): unknown => {
    const { code, remedy, cause } = error as { code?: unknown; remedy?: unknown; cause?: unknown };
    return {
      name: error.name,
      message: text(error.message),
      ...(code === undefined ? {} : { code: copy(code, depth + 1) }),
      ...(remedy === undefined ? {} : { remedy: copy(remedy, depth + 1) }),
      ...(cause === undefined ? {} : { cause: copy(cause, depth + 1) }),
      ...(withStack && error.stack !== undefined ? { stack: text(error.stack) } : {}),
    };
  };
  return copy(value, 0);
}

const COLOURS: Readonly<Record<LogLevel, string>> = { debug: '2', info: '36', warn: '33', error: '31' };

/** A line for a person at a terminal. What came from outside cannot move the cursor or ring the bell. */
export function prettyLine(record: LogRecord, colour: boolean): string {
  const { time, level, context, did, message, ...rest } = record;
  const paint = (code: string, shown: string): string => (colour ? `\u001b[${code}m${shown}\u001b[0m` : shown);
  const what = [did, message].filter((part) => typeof part === 'string').map((part) => plain(part));
  const fields = Object.entries(rest)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${paint('2', `${plain(key)}=`)}${plain(shortValue(value))}`);
  const head = [paint('2', time.slice(11, 23)), paint(COLOURS[level], level.toUpperCase().padEnd(5))];
  const from = context === undefined ? [] : [paint('2', `[${plain(context)}]`)];
  return [...head, ...from, ...what, ...fields].join(' ');
}

function shortValue(value: unknown): string {
  if (typeof value === 'string') return /[\s"=]/.test(value) ? JSON.stringify(value) : value;
  return JSON.stringify(value) ?? '';
}

/** Every control character, C1 and the Unicode ones that turn text round included, as an escape. */
const plain = (text: string): string =>
  text.replace(
    /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
