import { spawn, type ChildProcess } from 'node:child_process';
import { WorkspaceFailure } from '../errors.js';

/** The small process costs memory: it goes when nothing was started for so long. */
const IDLE_MS = 60_000;

export interface Program {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly input: Buffer;
}

/** What becomes of a program; after `failed` or `ended` there is nothing more. */
export interface Listener {
  readonly out: (chunk: Buffer) => void;
  readonly err: (chunk: Buffer) => void;
  /** It could not be started, or nobody knows how it ended. */
  readonly failed: (because: Error) => void;
  /** The code is null for one that a signal ended; `stuck`: it was killed because it waited for a pipe. */
  readonly ended: (code: number | null, signal: NodeJS.Signals | null, stuck: boolean) => void;
}

type Order = ({ readonly id: number } & Program) | { readonly id: number; readonly kill: true };
type Report = { readonly id: number } & (
  | { readonly out: Buffer }
  | { readonly err: Buffer }
  | { readonly failed: string; readonly errno: string }
  | { readonly code: number | null; readonly signal: NodeJS.Signals | null; readonly stuck: boolean }
);

/**
 * Starts programs from a small process of its own. To start one the system copies the page tables of whoever starts it,
 * which holds up a grown server for ten milliseconds and more each time.
 */
export class Launcher {
  private child: ChildProcess | null = null;
  private readonly open = new Map<number, Listener>();
  private count = 0;
  private idle: NodeJS.Timeout | undefined;

  /** @returns how to kill it */
  start(program: Program, listener: Listener): () => void {
    const id = ++this.count;
    clearTimeout(this.idle);
    this.child ??= this.begin();
    this.open.set(id, listener);
    hold(this.child, true);
    this.send({ id, ...program });
    return () => {
      if (this.open.has(id)) this.send({ id, kill: true });
    };
  }

  private begin(): ChildProcess {
    const { PATH = '' } = process.env;
    const script = `(${launch.toString()})(${endIfStuck.toString()})`;
    const child = spawn(process.execPath, ['--max-semi-space-size=1', '-e', script], {
      // Of its own session: Ctrl-C is for the server, which ends what it has begun.
      ...{ cwd: '/', env: { PATH }, detached: true, serialization: 'advanced' },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const lost = (cause?: unknown): void => {
      if (this.child === child) this.forget(cause);
      // Nobody hears of it any more: should it be alive, it and what it has started end with this.
      if (child.connected) child.disconnect();
    };
    child.on('message', (report) => this.hear(report as Report));
    child.on('error', lost);
    for (const end of ['exit', 'disconnect']) child.on(end, () => lost());
    return child;
  }

  private send(order: Order): void {
    // What is wrong with the channel is told by the end of the process.
    this.child?.send(order, () => undefined);
  }

  private hear(report: Report): void {
    const listener = this.open.get(report.id);
    if (listener === undefined) return;
    if ('out' in report) return listener.out(report.out);
    if ('err' in report) return listener.err(report.err);
    this.open.delete(report.id);
    if (this.open.size === 0) this.rest();
    if ('code' in report) listener.ended(report.code, report.signal, report.stuck);
    else listener.failed(Object.assign(new Error(report.failed), { code: report.errno }));
  }

  private rest(): void {
    const { child } = this;
    if (child === null) return;
    hold(child, false);
    clearTimeout(this.idle);
    this.idle = setTimeout(() => {
      this.forget();
      child.disconnect();
    }, IDLE_MS).unref();
  }

  private forget(cause?: unknown): void {
    clearTimeout(this.idle);
    this.child = null;
    const open = [...this.open.values()];
    this.open.clear();
    for (const one of open)
      one.failed(new WorkspaceFailure('git was ended before its answer', { retryable: true, cause }));
  }
}

/** Alone it keeps no process alive; a program under way does. */
function hold(child: ChildProcess, on: boolean): void {
  const { channel } = child;
  for (const one of [child, channel]) {
    if (on) one?.ref();
    else one?.unref();
  }
}

/**
 * Kills a program, or one that it has started, which waits for somebody to write to a pipe that it has opened for a
 * file: nobody ever will. Answers whether it did so. Stands as text in the small process too.
 */
export function endIfStuck(child: ChildProcess): () => boolean {
  const { readFileSync } = process.getBuiltinModule('node:fs');
  const read = (file: string): string => {
    try {
      return readFileSync(file, 'latin1');
    } catch {
      return '';
    }
  };
  let stuck = false;
  const look = (pid: number): void => {
    if (read(`/proc/${pid}/wchan`) === 'wait_for_partner') stuck = child.kill('SIGKILL');
    for (const inner of read(`/proc/${pid}/task/${pid}/children`).split(' ')) if (inner !== '') look(Number(inner));
  };
  const timer = setInterval(() => {
    if (child.pid !== undefined) look(child.pid);
  }, 500).unref();
  child.on('exit', () => clearInterval(timer));
  child.on('error', () => clearInterval(timer));
  return () => stuck;
}

/**
 * Runs as text in the small process, so it can use nothing from outside its braces. It ends with whoever asked for it.
 */
function launch(watch: typeof endIfStuck): void {
  const processes = process.getBuiltinModule('node:child_process');
  const running = new Map<number, ReturnType<typeof processes.spawn>>();
  const tell = (report: Report): void => {
    if (process.connected) process.send?.(report);
  };
  process.on('message', (order: Order) => {
    const { id } = order;
    if ('kill' in order) return void running.get(id)?.kill('SIGKILL');
    const child = processes.spawn(order.program, order.args, { env: order.env, cwd: '/', stdio: 'pipe' });
    running.set(id, child);
    const isStuck = watch(child);
    child.stdout.on('data', (out: Buffer) => tell({ id, out }));
    child.stderr.on('data', (err: Buffer) => tell({ id, err }));
    // A program that ended early closes its input: its exit code tells why.
    child.stdin.on('error', () => undefined).end(order.input);
    child.on('error', (error: NodeJS.ErrnoException) => {
      if (running.delete(id)) tell({ id, failed: error.message, errno: error.code ?? '' });
    });
    child.on('close', (code, signal) => {
      if (running.delete(id)) tell({ id, code, signal, stuck: isStuck() });
    });
  });
  process.on('disconnect', () => {
    for (const child of running.values()) child.kill('SIGKILL');
    process.exit();
  });
}
