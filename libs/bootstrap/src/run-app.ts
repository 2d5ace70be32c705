import { loadConfig, secretsOf, type ConfigPlaces, type LoomConfig } from '#config';
import { EXIT, exitCodeFor, sentenceFor } from './exit.js';
import { LogFile } from './log-file.js';
import { LoomLogger } from './loom-logger.js';

export interface RunningApp {
  /** Ends by itself what it can within `graceMs`; cut off afterwards. */
  close(graceMs: number): Promise<void>;
}

export interface AppContext {
  readonly config: LoomConfig;
  readonly logger: LoomLogger;
  /** Ends the process as a signal would, for an app that finds it cannot go on. */
  readonly shutDown: (exitCode: number) => void;
}

export interface AppOptions {
  /** `api`, `executor-worker`: on every log record, and the name of the log file. */
  readonly name: string;
  readonly start: (context: AppContext) => Promise<RunningApp>;
  readonly places?: ConfigPlaces;
  readonly graceMs?: number;
  /** What Ctrl-C ends with: 0 for a server, 130 for a command. */
  readonly interruptedCode?: number;
}

const GRACE_MS = 15_000;
/** Beyond the grace, for what `close` does after its own time is up. */
const CUT_OFF_MS = 5_000;

/** The log of a process as the configuration wants it. */
export function openLogger(name: string, config: LoomConfig): LoomLogger {
  const { level, eventLogPath } = config.logging;
  let file: LogFile | null = null;
  let problem: unknown = null;
  try {
    file = new LogFile(eventLogPath, name);
  } catch (error) {
    problem = error;
  }
  const fields = { app: name, pid: process.pid };
  const logger = new LoomLogger({ level, fields, secrets: secretsOf(config), ...(file === null ? {} : { file }) });
  if (problem !== null) logger.warn({ did: 'log_file_unusable', path: eventLogPath, error: problem });
  return logger;
}

/**
 * The life of a main: reads the configuration, starts, waits for SIGTERM or SIGINT, closes in bounded time, exits.
 * A start that fails is one sentence on stderr and an exit code; a second signal exits at once. Never returns.
 */
export async function runApp(options: AppOptions): Promise<never> {
  const { graceMs = GRACE_MS } = options;
  let config: LoomConfig;
  try {
    config = loadConfig(options.places);
  } catch (error) {
    return fail(error);
  }
  const logger = openLogger(options.name, config);
  let ending: ((code: number) => void) | null = null;
  let exitCode: number | null = null;
  const ended = new Promise<number>((resolve) => (ending = resolve));
  const shutDown = (code: number): void => {
    exitCode ??= code;
    ending?.(code);
  };
  const onSignal = (signal: 'SIGTERM' | 'SIGINT'): void => {
    if (exitCode !== null) process.exit(signal === 'SIGINT' ? EXIT.interrupted : 143);
    logger.log({ did: 'shutting_down', signal });
    shutDown(signal === 'SIGINT' ? (options.interruptedCode ?? EXIT.done) : EXIT.done);
  };
  process.on('SIGTERM', () => onSignal('SIGTERM'));
  process.on('SIGINT', () => onSignal('SIGINT'));
  const onDefect = (error: unknown): void => {
    logger.error({ did: 'unexpected_error', error });
    // State that an unknown error left is not worked on; what is committed is taken over.
    shutDown(EXIT.failed);
  };
  process.on('uncaughtException', onDefect);
  process.on('unhandledRejection', onDefect);

  let app: RunningApp;
  try {
    app = await options.start({ config, logger, shutDown });
  } catch (error) {
    logger.debug({ did: 'start_failed', error });
    return fail(error);
  }
  await ended;
  await closeWithin(app, graceMs, logger);
  return process.exit(exitCode ?? EXIT.done);
}

async function closeWithin(app: RunningApp, graceMs: number, logger: LoomLogger): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const cutOff = new Promise<'cut off'>((resolve) => {
    timer = setTimeout(() => resolve('cut off'), graceMs + CUT_OFF_MS);
  });
  try {
    const closed = app.close(graceMs).then(() => 'closed' as const);
    if ((await Promise.race([closed, cutOff])) === 'cut off') logger.warn({ did: 'shutdown_cut_off', graceMs });
  } catch (error) {
    logger.error({ did: 'shutdown_failed', error });
  } finally {
    clearTimeout(timer);
  }
}

function fail(error: unknown): never {
  process.stderr.write(`loom: ${sentenceFor(error)}\n`);
  process.exit(exitCodeFor(error));
}
