import type { Role } from '#domain';

/*
 * How the command line starts the other apps in its own process. `apps/api/src/serve.ts` exports `startServe`, each
 * worker's `main.ts` exports `startWorker`; both are imported by URL at run time, so that a client command loads none
 * of it. Neither installs signal handlers nor ends the process: that is the caller's.
 */

export interface ServeOptions {
  /** loom.toml to read; else the usual places. */
  readonly configPath?: string;
  readonly host?: string;
  /** 0 takes a free one; the answer's `url` says which. */
  readonly port?: number;
  /** Workers to run beside the API; all four when absent. */
  readonly roles?: readonly Role[] | 'none';
  /** Sections of [models] the workers here use; all when absent. */
  readonly models?: readonly string[];
  /** The folder with the trees of this database counts as lost. */
  readonly withoutTrees?: boolean;
  /** Nothing on stdout or stderr below a warning. */
  readonly quiet?: boolean;
  /** Instead of process.env. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export interface RunningLoom {
  /** Where the API answers, without a slash at the end. */
  readonly url: string;
  /** What the API asks for, where it asks. */
  readonly token?: string;
  /** Stops workers, API and the private Redis, in this order. May be called again. */
  close(): Promise<void>;
  /** Resolves after `close`, rejects when a part died that cannot be restarted. */
  readonly closed: Promise<void>;
}

export type StartServe = (options: ServeOptions) => Promise<RunningLoom>;

export interface WorkerOptions {
  readonly configPath?: string;
  readonly redisUrl?: string;
  readonly apiUrl?: string;
  readonly token?: string;
  /** Sections of [models] to use; all that hold the role when absent. */
  readonly models?: readonly string[];
  /** Jobs at once. */
  readonly concurrency?: number;
  readonly quiet?: boolean;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export interface RunningWorker {
  /** Gives unfinished jobs back, then stops. May be called again. */
  close(): Promise<void>;
  /** Resolves after `close`; rejects when it has stopped because the API takes it no more. */
  readonly closed: Promise<void>;
}

export type StartWorker = (options: WorkerOptions) => Promise<RunningWorker>;
