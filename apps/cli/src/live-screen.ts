import type { WireEvent } from '#contracts';
import { unknownTask, withEvent, type LiveTask } from './live-task.js';
import { jsonLine, type Output } from './output.js';
import { eventLine } from './render/event-line.js';
import { treeLines } from './render/tree.js';

/** Shows a task while it is followed: a live tree on a terminal, JSON lines with --json, plain lines elsewhere. */
export abstract class Watching {
  task: LiveTask;

  constructor(taskId: string, goal: string) {
    this.task = unknownTask(taskId, goal);
  }

  see(event: WireEvent): void {
    this.task = withEvent(this.task, event);
    this.show(event);
  }

  protected abstract show(event: WireEvent): void;
  /** What the user can type now; null when there is nothing to say. */
  abstract advise(advice: string | null): void;
  /** The connection: why it is broken, or null when it is there again. */
  abstract connection(because: string | null): void;
  /** Leaves what was shown where it is. */
  abstract end(): void;
}

class JsonLines extends Watching {
  constructor(
    taskId: string,
    goal: string,
    private readonly output: Output,
  ) {
    super(taskId, goal);
  }
  protected show(event: WireEvent): void {
    this.output.out(jsonLine(event));
  }
  connection(): void {}
  advise(): void {}
  end(): void {}
}

class PlainLines extends Watching {
  private advice: string | null = null;

  constructor(
    taskId: string,
    goal: string,
    private readonly output: Output,
  ) {
    super(taskId, goal);
  }
  protected show(event: WireEvent): void {
    const line = eventLine(event);
    if (line !== null) this.output.err(`${line}\n`);
  }
  connection(because: string | null): void {
    this.output.err(because === null ? 'connected again\n' : `the connection broke (${because}); trying again\n`);
  }
  advise(advice: string | null): void {
    if (advice !== null && advice !== this.advice) this.output.err(`${advice}\n`);
    this.advice = advice;
  }
  end(): void {}
}

const FRAME_MS = 100;

class LiveTree extends Watching {
  private tick = 0;
  private notice: string | null = null;
  private advice: string | null = null;
  private readonly timer: NodeJS.Timeout;

  constructor(
    taskId: string,
    goal: string,
    private readonly output: Output,
    private readonly screen: { (text: string): void; done(): void },
  ) {
    super(taskId, goal);
    this.timer = setInterval(() => this.draw(), FRAME_MS);
    this.draw();
  }

  protected show(): void {}

  connection(because: string | null): void {
    this.notice = because === null ? null : `the connection broke (${because}); trying again`;
  }

  advise(advice: string | null): void {
    this.advice = advice;
  }

  end(): void {
    clearInterval(this.timer);
    this.notice = this.advice = null;
    this.draw();
    this.screen.done();
  }

  private draw(): void {
    const { columns = 80, rows = 24 } = process.stdout;
    const frame = {
      now: Date.now(),
      tick: this.tick++,
      colors: this.output.colors,
      notice: this.notice ?? this.advice,
    };
    // The last column stays free: some terminals wrap as soon as it is written.
    this.screen(
      treeLines(this.task, { ...frame, columns: Math.max(20, columns - 1), rows: Math.max(6, rows) }).join('\n'),
    );
  }
}

export async function startWatching(output: Output, taskId: string, goal = ''): Promise<Watching> {
  if (output.json) return new JsonLines(taskId, goal, output);
  if (!output.isTerminal) return new PlainLines(taskId, goal, output);
  const { createLogUpdate } = await import('log-update');
  return new LiveTree(taskId, goal, output, createLogUpdate(process.stdout));
}
