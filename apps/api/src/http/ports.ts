import type { Duplex } from 'node:stream';
import type { HealthView, JoinAnswer, ModelView, ProbesWanted, ToolView, VerifierTrial, WorkerCard } from '#contracts';

/** Token of the version this server says it is. */
export const LOOM_VERSION = Symbol('LOOM_VERSION');

/** A worker as it last spoke of itself. */
export type SeenWorker = WorkerCard & {
  /** RFC 3339, UTC. */
  readonly lastSeenAt: string;
};

/** Who can do the work now: the workers that were heard of lately and the model endpoints they see. */
export abstract class Fleet {
  /** @throws QueueUnavailable */
  abstract workers(): Promise<readonly SeenWorker[]>;
  abstract models(): Promise<readonly ModelView[]>;
  /**
   * Asks the workers to probe one configured model, or all of them. @throws UnknownModel, NobodyProbes,
   * QueueUnavailable.
   */
  abstract probe(name: string | undefined): Promise<ProbesWanted>;
  abstract keepTrials(trials: readonly VerifierTrial[]): Promise<void>;
}

/** Whether Loom can do its work. Never throws: what does not answer is said in the view. */
export abstract class Health {
  abstract check(): Promise<HealthView>;
}

/** What an operator's monitoring reads. */
export abstract class Metrics {
  /** In the text form of Prometheus. Never throws: what does not answer is left out, and said. */
  abstract text(of: { readonly streams: number }): Promise<{ readonly type: string; readonly text: string }>;
}

/** What executors are offered. */
export abstract class ToolCatalogue {
  abstract tools(): readonly ToolView[];
}

/** What a worker that joins is told, and a way to Redis for one that does not reach it. */
export abstract class HandOut {
  abstract settings(): Promise<JoinAnswer>;
  /** Bytes to and from Redis; may not be connected yet. */
  abstract connectRedis(): Duplex;
}
