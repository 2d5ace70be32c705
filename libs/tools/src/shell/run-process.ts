import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { DiskWatch } from './disk-watch.js';
import { OutputCapture } from './output-capture.js';
import { realPipe, type RealPipe } from './real-pipe.js';
import { SandboxBroken, type SandboxResult } from './sandbox.js';

export interface ProcessSpec {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** Added to the timeout before the first SIGTERM, for a launcher that keeps the time inside by itself. */
  readonly insideClockMs: number;
  readonly graceMs: number;
  readonly signal: AbortSignal;
  readonly logFolder: string | null;
  /** A file that the process finds open as its descriptor 3. */
  readonly third?: number;
  /** Its own: whose disks it may not fill, and which stay usable whatever it does; empty = it is not watched. */
  readonly folders: readonly string[];
  /** Kills what a process group kill does not reach. */
  readonly sweep?: () => Promise<void>;
}

export interface ProcessEnd extends Omit<SandboxResult, 'exceeded'> {
  readonly endSignal: NodeJS.Signals | null;
  /** It was ended because it had all but filled a disk. */
  readonly filledDisk: boolean;
  /** What the launcher itself said: the command's own output goes to the other stream. */
  readonly launcherErrors: string;
}

/** How long the pipes of a dead process may still bring output: a survivor could hold them open for ever. */
const DRAIN_MS = 500;
const MAX_LAUNCHER_BYTES = 8192;
/** How coreutils' timeout ends when the time was up: by SIGTERM, by SIGKILL. */
const TIMEOUT_CODES: ReadonlySet<number | null> = new Set([124, 137]);

/** Runs one process in a group of its own and does not return before all of the group is dead. */
export async function runProcess(spec: ProcessSpec): Promise<ProcessEnd> {
  spec.signal.throwIfAborted();
  const startedAt = performance.now();
  const pipe = await realPipe();
  const child = start(spec, pipe);
  const ended = exitOf(child);
  const capture = new OutputCapture(spec.logFolder);
  const reading = readAll(pipe.reading, capture);
  const launcher = readLauncher(child);
  let timedOut = false;
  let filledDisk = false;
  const watch = new DiskWatch(spec.folders, () => {
    filledDisk = true;
    killGroup(child, 'SIGKILL');
  });

  const term = setTimeout(() => {
    timedOut = true;
    killGroup(child, 'SIGTERM');
  }, spec.timeoutMs + spec.insideClockMs);
  const kill = setTimeout(() => killGroup(child, 'SIGKILL'), spec.timeoutMs + spec.insideClockMs + spec.graceMs);
  const onAbort = (): void => killGroup(child, 'SIGKILL');
  spec.signal.addEventListener('abort', onAbort, { once: true });
  let end: Awaited<typeof ended>;
  try {
    end = await ended;
  } finally {
    clearTimeout(term);
    clearTimeout(kill);
    watch.stop();
    spec.signal.removeEventListener('abort', onAbort);
    // Children that outlived their parent in the same group.
    killGroup(child, 'SIGKILL');
    await spec.sweep?.();
    for (const folder of spec.folders) await givenBack(folder);
    const drain = setTimeout(() => {
      pipe.reading.destroy();
      child.stderr?.destroy();
    }, DRAIN_MS);
    await Promise.all([reading, launcher]);
    clearTimeout(drain);
  }
  const output = await capture.finish();
  spec.signal.throwIfAborted();
  const tookMs = Math.round(performance.now() - startedAt);
  return {
    exitCode: end.code,
    endSignal: end.signal,
    filledDisk,
    timedOut: timedOut || (spec.insideClockMs > 0 && tookMs >= spec.timeoutMs && TIMEOUT_CODES.has(end.code)),
    ...output,
    launcherErrors: await launcher,
    tookMs,
  };
}

function start(spec: ProcessSpec, pipe: RealPipe): ChildProcess {
  try {
    // It may have been aborted while the pipe was made, and then nobody would hear of it again.
    spec.signal.throwIfAborted();
    return spawn(spec.file, [...spec.args], {
      cwd: spec.cwd,
      env: spec.env,
      stdio: ['ignore', pipe.writing, 'pipe', ...(spec.third === undefined ? [] : [spec.third])],
      detached: true,
    });
  } catch (cause) {
    pipe.reading.destroy();
    spec.signal.throwIfAborted();
    throw new SandboxBroken(`cannot start ${spec.file}`, undefined, { cause });
  } finally {
    pipe.closeWriting();
  }
}

/** A command may have taken the rights of the very folder that it was given; then nothing more could run there. */
async function givenBack(folder: string): Promise<void> {
  const mode = (await stat(folder).catch(() => null))?.mode ?? 0o700;
  if ((mode & 0o700) !== 0o700) await chmod(folder, (mode & 0o7777) | 0o700).catch(() => undefined);
}

function exitOf(child: ChildProcess): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
    child.once('error', (cause) => reject(new SandboxBroken(`cannot start ${child.spawnfile}`, undefined, { cause })));
  });
}

/** Reads no faster than the capture takes it, so a flood costs bounded memory. */
async function readAll(output: Readable, capture: OutputCapture): Promise<void> {
  try {
    for await (const chunk of output) await capture.add(chunk as Buffer);
  } catch {
    // Destroyed at the end of the drain: what was read stays.
  }
}

async function readLauncher(child: ChildProcess): Promise<string> {
  let text = '';
  try {
    for await (const chunk of child.stderr ?? [])
      if (text.length < MAX_LAUNCHER_BYTES) text += (chunk as Buffer).toString('utf8');
  } catch {
    // As above.
  }
  return text.slice(0, MAX_LAUNCHER_BYTES);
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // ESRCH: all of it is gone.
  }
}
