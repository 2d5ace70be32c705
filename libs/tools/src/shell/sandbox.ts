import { LoomError } from '#domain';
import type { Overlay } from '#roles';

export interface SandboxRequest {
  /** Absolute; the command's working directory. */
  readonly root: string;
  /** Absolute; writable beside the root, told to the command as $LOOM_SCRATCH. */
  readonly scratch: string;
  /** A bash script. */
  readonly command: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Output beyond what is kept goes to a new file in the scratch folder. */
  readonly logOverflow: boolean;
  /** Mounted below the root for this command alone. */
  readonly overlays?: readonly Overlay[];
  /**
   * Absolute; writable, where tools keep what the next command can take up. Absent = what they keep goes with the
   * command.
   */
  readonly cache?: string;
}

export interface SandboxResult {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  readonly timedOut: boolean;
  /** Both streams in the order written. Equal to all of it while `omittedBytes` is 0. */
  readonly head: string;
  /** '' while nothing was omitted. */
  readonly tail: string;
  readonly totalBytes: number;
  readonly totalLines: number;
  readonly omittedBytes: number;
  /** Name in the scratch folder of the file that holds the whole output (or its first part, where that is too long). */
  readonly logName: string | null;
  readonly tookMs: number;
  /** What ran out on the way, where the sandbox can tell. */
  readonly exceeded: 'memory' | 'processes' | 'disk' | null;
}

/**
 * Where a model's commands run. When `run` returns, nothing the command started is alive, stdin was closed all the
 * time, and there was no terminal. An aborted signal kills at once and rejects with the signal's reason.
 */
export abstract class Sandbox {
  abstract readonly kind: 'bubblewrap' | 'sandbox-exec' | 'none';
  /** What the command calls its working directory. */
  abstract readonly rootInside: string | null;
  /** @throws SandboxBroken when the command could not be started. */
  abstract run(request: SandboxRequest): Promise<SandboxResult>;
}

/** Bounds of one call, the same for every kind of sandbox that can keep them. */
export interface SandboxLimits {
  readonly memoryMb: number;
  readonly maxProcesses: number;
  readonly maxFileMb: number;
  readonly maxOpenFiles: number;
  readonly maxCpuSeconds: number;
  readonly network: boolean;
  /** Between SIGTERM and SIGKILL. */
  readonly graceMs: number;
}

export const DEFAULT_LIMITS: SandboxLimits = {
  memoryMb: 4096,
  maxProcesses: 512,
  maxFileMb: 1024,
  maxOpenFiles: 4096,
  maxCpuSeconds: 3600,
  network: false,
  graceMs: 3000,
};

/** One argument of an execve is bounded (128 KiB on Linux). */
export const MAX_COMMAND_BYTES = 100_000;

/** Set for every command, whatever the sandbox: nothing asks questions, nothing pages, nothing colours. */
export const QUIET_ENVIRONMENT: Readonly<Record<string, string>> = {
  LANG: 'C.UTF-8',
  TERM: 'dumb',
  CI: '1',
  NO_COLOR: '1',
  PAGER: 'cat',
  GIT_PAGER: 'cat',
  GIT_TERMINAL_PROMPT: '0',
  GIT_EDITOR: 'true',
  EDITOR: 'true',
  DEBIAN_FRONTEND: 'noninteractive',
  PIP_NO_INPUT: '1',
  PIP_DISABLE_PIP_VERSION_CHECK: '1',
  PYTHONUNBUFFERED: '1',
  PYTHONDONTWRITEBYTECODE: '1',
  npm_config_yes: 'true',
  npm_config_fund: 'false',
  npm_config_audit: 'false',
  npm_config_update_notifier: 'false',
  GIT_CEILING_DIRECTORIES: '/',
};

/** Told to tools that do not look into $HOME/.cache by themselves. */
export const cacheEnvironment = (folder: string): Readonly<Record<string, string>> => ({
  XDG_CACHE_HOME: folder,
  GOCACHE: `${folder}/go-build`,
  npm_config_cache: `${folder}/npm`,
  PIP_CACHE_DIR: `${folder}/pip`,
});

/** Where there is no network, asking for it once more is only waiting: npm alone does so for more than a minute. */
export const OFFLINE_ENVIRONMENT: Readonly<Record<string, string>> = {
  npm_config_fetch_retries: '0',
  PIP_RETRIES: '0',
};

/** Both streams become one, so that their order is kept; a failing stage fails its pipe. */
export const bashCommand = (command: string): string[] => [
  'bash',
  '--noprofile',
  '--norc',
  '-o',
  'pipefail',
  '-c',
  `exec 2>&1; ${command}`,
];

/** The word as bash reads it back unchanged. */
export const shellQuote = (word: string): string => `'${word.replace(/'/g, `'\\''`)}'`;

export class SandboxBroken extends LoomError {
  readonly code = 'sandbox_broken';
  override readonly retryable = true;
  constructor(
    message: string,
    override readonly remedy = 'Run "loom doctor" to see what the sandbox needs on this machine.',
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

/** `mode = "required"` and no sandbox works here. */
export class SandboxUnavailable extends LoomError {
  readonly code = 'sandbox_unavailable';
  constructor(
    because: string,
    override readonly remedy: string,
  ) {
    super(`no sandbox works on this machine: ${because}`);
  }
}
