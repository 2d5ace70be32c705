import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'vitest';
import { ROOT } from './root.js';

export const LOOM = join(ROOT, 'dist', 'apps', 'cli', 'src', 'main.js');

/** Every process of these tests, so that none outlives them. */
const alive = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of alive) killGroup(child);
});

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It is gone, and its children with it.
  }
}

export interface ProgramOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  readonly home: string;
  /** Instead of the loom command. */
  readonly main?: string;
  readonly stdin?: string;
  /** A command that runs the program, such as a sandbox. */
  readonly under?: readonly string[];
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A Node process of the shipped build, in a process group of its own. */
export class Program {
  stdout = '';
  stderr = '';
  readonly ended: Promise<Ended>;
  private hasEnded = false;
  private readonly listeners = new Set<() => void>();

  private constructor(private readonly child: ChildProcess) {
    alive.add(child);
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text;
      this.notify();
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
      this.notify();
    });
    this.ended = new Promise((resolve) => {
      child.once('close', (code, signal) => {
        this.hasEnded = true;
        alive.delete(child);
        resolve({ code, signal, stdout: this.stdout, stderr: this.stderr });
        this.notify();
      });
    });
  }

  static async start(args: readonly string[], options: ProgramOptions): Promise<Program> {
    const [program = process.execPath, ...words] = [
      ...(options.under ?? []),
      process.execPath,
      options.main ?? LOOM,
      ...args,
    ];
    const child = spawn(program, words, {
      cwd: options.cwd ?? options.home,
      env: environment(options),
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(options.stdin ?? '');
    return new Program(child);
  }

  get pid(): number {
    return this.child.pid as number;
  }

  get running(): boolean {
    return !this.hasEnded;
  }

  /** What stdout or stderr showed, as soon as it does. */
  async says(pattern: RegExp, deadlineMs = 30_000): Promise<RegExpExecArray> {
    return new Promise((resolve, reject) => {
      const done = (): void => {
        clearTimeout(timer);
        this.listeners.delete(look);
      };
      const look = (): void => {
        const found = pattern.exec(this.stdout) ?? pattern.exec(this.stderr);
        if (found === null && !this.hasEnded) return;
        done();
        if (found === null) reject(new Error(`it ended without saying ${String(pattern)}\n${this.told()}`));
        else resolve(found);
      };
      const timer = setTimeout(() => {
        done();
        reject(new Error(`${deadlineMs} ms passed without ${String(pattern)}\n${this.told()}`));
      }, deadlineMs);
      this.listeners.add(look);
      look();
    });
  }

  /** Until it ends by itself; one that does not is killed, which its signal shows. */
  async toTheEnd(deadlineMs = 60_000): Promise<Ended> {
    const timer = setTimeout(() => killGroup(this.child), deadlineMs);
    const ended = await this.ended;
    clearTimeout(timer);
    return ended;
  }

  /** The process itself; its children are left as a real kill leaves them. */
  async kill(signal: NodeJS.Signals): Promise<Ended> {
    this.child.kill(signal);
    return this.ended;
  }

  /** Ends what is left of it and of its children. */
  async close(graceMs = 20_000): Promise<void> {
    if (this.running) {
      this.child.kill('SIGTERM');
      const timer = setTimeout(() => killGroup(this.child), graceMs);
      await this.ended;
      clearTimeout(timer);
    }
    killGroup(this.child);
  }

  told(): string {
    return `stdout: ${this.stdout.slice(-4000)}\nstderr: ${this.stderr.slice(-4000)}`;
  }

  private notify(): void {
    for (const listener of [...this.listeners]) listener();
  }
}

/** A clean one: nothing of the developer's own Loom, models or colours gets in. */
function environment({ home, env }: ProgramOptions): NodeJS.ProcessEnv {
  const own = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(LOOM_|VITEST|NODE_OPTIONS|NODE_ENV|FORCE_COLOR)/.test(name)),
  );
  return { ...own, HOME: home, NO_COLOR: '1', ...env };
}

/** Machine output of a command that has to work: one line of JSON. */
export function oneLine<T>({ code, stdout, stderr }: Ended): T {
  expect(code, stderr).toBe(0);
  expect(stdout.trim().split('\n')).toHaveLength(1);
  return JSON.parse(stdout) as T;
}
