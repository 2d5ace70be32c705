import type { HealthView, ModelView, ToolView, WorkerCard } from '#contracts';

/** Token of the version this server says it is. */
export const LOOM_VERSION = Symbol('LOOM_VERSION');

/** A worker as it last spoke of itself. */
export type SeenWorker = WorkerCard & {
  /** RFC 3339, UTC. */
  readonly lastSeenAt: string;
};

/** Who can do the work now: the workers that were heard of lately and the model endpoints they see. */
export abstract class Fleet {
  abstract workers(): Promise<readonly SeenWorker[]>;
  abstract models(): Promise<readonly ModelView[]>;
}

/** Whether Loom can do its work. Never throws: what does not answer is said in the view. */
export abstract class Health {
  abstract check(): Promise<HealthView>;
}

/** What executors are offered. */
export abstract class ToolCatalogue {
  abstract tools(): readonly ToolView[];
}
