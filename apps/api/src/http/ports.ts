import type { HealthView, ModelView, ToolView, WorkerCard } from '#contracts';

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

/** Where a stream's text goes. */
export interface StreamSink {
  /** False: enough is waiting; write no more before `onDrain` calls back. */
  write(text: string): boolean;
  onDrain(callback: () => void): void;
  close(): void;
}

/** Events as text/event-stream; heartbeats included. */
export abstract class EventStreams {
  /** From the event after `after`; closes the sink after the terminal event. Resolves once the stream is over. */
  abstract streamTask(
    of: { taskId: string; after: number; tokens: boolean },
    sink: StreamSink,
    signal: AbortSignal,
  ): Promise<void>;
  /** The events of all tasks from now on. */
  abstract streamAll(of: { tokens: boolean }, sink: StreamSink, signal: AbortSignal): Promise<void>;
}
