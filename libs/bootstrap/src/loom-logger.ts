import type { LoggerService } from '@nestjs/common';
import type { LogFile } from './log-file.js';
import { LOG_LEVELS, loggable, prettyLine, type LogLevel, type LogRecord } from './log-record.js';

export interface LoomLoggerOptions {
  readonly level: LogLevel;
  /** On every record: which process this is. */
  readonly fields?: Readonly<Record<string, unknown>>;
  /** Texts that never appear in a line. */
  readonly secrets?: readonly string[];
  /** For a person instead of a program; stderr being a terminal when absent. */
  readonly pretty?: boolean;
  readonly colour?: boolean;
  /** Gets every record as JSON, whatever stderr gets. */
  readonly file?: LogFile;
  readonly write?: (line: string) => void;
}

/** What Nest tells about its own wiring is of interest to whoever works on Loom only. */
const WIRING: ReadonlySet<string> = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
]);
/** A shorter secret would hide half of every line. */
const MIN_SECRET = 4;

/**
 * The log of a process: one JSON line a record, to stderr, since stdout belongs to the answers of commands.
 * `logger.log({ did: 'subtask_verified', taskId, verdict })`, or as Nest calls it with a text and a context.
 */
export class LoomLogger implements LoggerService {
  private readonly secrets: Set<string>;

  constructor(private readonly options: LoomLoggerOptions) {
    this.secrets = new Set((options.secrets ?? []).filter((secret) => secret.length >= MIN_SECRET));
  }

  /** From now on `secret` is hidden in every line. */
  hide(secret: string): void {
    if (secret.length >= MIN_SECRET) this.secrets.add(secret);
  }

  /** The same log with more fields on every record. */
  with(fields: Readonly<Record<string, unknown>>): LoomLogger {
    const child = new LoomLogger({ ...this.options, fields: { ...this.options.fields, ...fields } });
    for (const secret of this.secrets) child.hide(secret);
    return child;
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.emit('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.emit('debug', message, rest);
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.emit('info', message, rest);
  }

  info(message: unknown, ...rest: unknown[]): void {
    this.emit('info', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.emit('warn', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.emit('error', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.emit('error', message, rest);
  }

  isEnabled(level: LogLevel): boolean {
    return LOG_LEVELS.indexOf(level) >= LOG_LEVELS.indexOf(this.options.level);
  }

  private emit(level: LogLevel, message: unknown, rest: readonly unknown[]): void {
    const { context, fields } = asFields(message, rest);
    const real = level === 'info' && context !== undefined && WIRING.has(context) ? 'debug' : level;
    if (!this.isEnabled(real)) return;
    const copied = loggable({ ...this.options.fields, ...fields }, [...this.secrets], level === 'error');
    const record: LogRecord = {
      time: new Date().toISOString(),
      level: real,
      ...(context === undefined ? {} : { context }),
      ...(copied as Record<string, unknown>),
    };
    const json = JSON.stringify(record);
    const { pretty = process.stderr.isTTY, colour = pretty && process.env['NO_COLOR'] === undefined } = this.options;
    const write = this.options.write ?? writeToStderr;
    write(pretty ? prettyLine(record, colour) : json);
    this.options.file?.append(json);
  }
}

function writeToStderr(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Nest passes `(message, context)`, errors `(message, stack, context)`; the last text is the context. */
function asFields(message: unknown, rest: readonly unknown[]): { context?: string; fields: Record<string, unknown> } {
  const last = rest.at(-1);
  const context = typeof last === 'string' && !last.includes('\n') ? { context: last } : {};
  const more = 'context' in context ? rest.slice(0, -1) : rest;
  const stack = more.find((item): item is string => typeof item === 'string');
  const objects = more.filter((item) => typeof item === 'object' && item !== null && !(item instanceof Error));
  const error = [message, ...more].find((item) => item instanceof Error);
  const fields: Record<string, unknown> = Object.assign({}, ...objects) as Record<string, unknown>;
  if (error !== undefined) fields['error'] = error;
  if (stack !== undefined) fields['stack'] = stack;
  if (typeof message === 'object' && message !== null && !(message instanceof Error)) Object.assign(fields, message);
  else if (!(message instanceof Error)) fields['message'] = String(message);
  return { ...context, fields };
}
