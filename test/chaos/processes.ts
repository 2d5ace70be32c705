import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, openSync, closeSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** Folder of the checkout, whether this runs from the sources or from dist. */
export const ROOT = ((): string => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
})();

export const LOOM = join(ROOT, 'dist', 'apps', 'cli', 'src', 'main.js');

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** One process of a Loom, started again under the same command when it was killed. */
export class Part {
  private child: ChildProcess | null = null;
  /** Length of the log when it was started last. */
  private logBegan = 0;

  constructor(
    readonly name: string,
    private readonly command: readonly string[],
    private readonly logFile: string,
    private readonly env: Readonly<Record<string, string>> = {},
  ) {}

  get pid(): number | undefined {
    return this.runs ? this.child?.pid : undefined;
  }

  get runs(): boolean {
    return this.child !== null && this.child.exitCode === null && this.child.signalCode === null;
  }

  start(): void {
    if (this.runs) return;
    const [program = '', ...args] = this.command;
    this.logBegan = this.log.length;
    const log = openSync(this.logFile, 'a');
    const own = Object.entries(process.env).filter(([name]) => !/^(LOOM_|VITEST|NODE_)/.test(name));
    const env = { ...Object.fromEntries(own), ...this.env };
    this.child = spawn(program, args, { stdio: ['ignore', log, log], env });
    this.child.on('error', () => undefined);
    closeSync(log);
  }

  /** Resolves with exit code or signal once it is gone. */
  async end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null> {
    const { child } = this;
    if (child === null || !this.runs) return null;
    const gone = new Promise<number | NodeJS.Signals | null>((resolve) =>
      child.once('exit', (code, by) => resolve(code ?? by)),
    );
    child.kill(signal);
    return gone;
  }

  signal(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }

  /** Whether it has written this line since it was started last. */
  hasSaid(did: string): boolean {
    return this.log.slice(this.logBegan).includes(`"did":"${did}"`);
  }

  get log(): string {
    return existsSync(this.logFile) ? readFileSync(this.logFile, 'utf8') : '';
  }
}

/** Processes below another, with the name of their program. */
export function descendantsOf(root: number): { readonly pid: number; readonly name: string }[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const end = stat.lastIndexOf(')');
        const parent = Number(stat.slice(end + 2).split(' ')[1]);
        return [{ pid: Number(name), parent, name: stat.slice(stat.indexOf('(') + 1, end) }];
      } catch {
        return [];
      }
    });
  const below = (pid: number): typeof all =>
    all.filter(({ parent }) => parent === pid).flatMap((child) => [child, ...below(child.pid)]);
  return below(root);
}

/** Asks until the answer is there. */
export async function until<T>(
  what: string,
  timeoutMs: number,
  ask: () => Promise<T | null | undefined | false> | T | null | undefined | false,
): Promise<T> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const answer = await Promise.resolve()
      .then(ask)
      .catch(() => null);
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`${what}: not within ${timeoutMs} ms`);
    await wait(25);
  }
}
