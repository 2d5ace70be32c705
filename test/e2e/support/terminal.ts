import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import xterm from '@xterm/headless';
import { LOOM } from './program.js';

/** The command in a pseudo-terminal, and what a person before it sees. */
export class TestTerminal {
  private readonly screen: xterm.Terminal;
  private readonly listeners = new Set<() => void>();
  private pty = '';
  private said = '';
  private hasEnded = false;
  readonly ended: Promise<number | null>;

  private constructor(
    private readonly child: ChildProcess,
    size: { columns: number; rows: number },
  ) {
    this.screen = new xterm.Terminal({ cols: size.columns, rows: size.rows, allowProposedApi: true });
    child.stdin?.on('error', () => undefined);
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.said += text;
      // A terminal answers what it is asked.
      this.screen.write(text, () => this.listeners.forEach((look) => look()));
    });
    this.screen.onData((answer) => child.stdin?.write(answer));
    this.ended = new Promise((resolve) => {
      child.once('close', (code) => {
        this.hasEnded = true;
        // Behind all that was said: the screen takes it in later than it comes.
        this.screen.write('', () => {
          this.listeners.forEach((look) => look());
          resolve(code);
        });
      });
    });
  }

  /** `script` of util-linux makes the pseudo-terminal. */
  static async start(
    args: readonly string[],
    of: { home: string; columns?: number; rows?: number; env?: Readonly<Record<string, string>> },
  ): Promise<TestTerminal> {
    const { columns = 80, rows = 24 } = of;
    const quoted = [process.execPath, LOOM, ...args].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
    const command = `stty rows ${rows} cols ${columns}; tty; ${quoted}; echo "ended with $?"; stty -a`;
    const own = Object.entries(process.env).filter(
      ([name]) => !/^(LOOM_|VITEST|NODE_|FORCE_COLOR|NO_COLOR|CI$)/.test(name),
    );
    const child = spawn('script', ['-qec', command, '/dev/null'], {
      cwd: of.home,
      env: { ...Object.fromEntries(own), HOME: of.home, TERM: 'xterm-256color', SHELL: '/bin/sh', ...of.env },
      stdio: ['pipe', 'pipe', 'inherit'],
      detached: true,
    });
    const terminal = new TestTerminal(child, { columns, rows });
    await terminal.until(() => /\/dev\/pts\/\d+/.test(terminal.said));
    terminal.pty = /\/dev\/pts\/\d+/.exec(terminal.said)?.[0] ?? '';
    return terminal;
  }

  /** Everything that was written, with its escape sequences. */
  get raw(): string {
    return this.said;
  }

  get isFullScreen(): boolean {
    return this.screen.buffer.active.type === 'alternate';
  }

  lines(): string[] {
    const { active } = this.screen.buffer;
    return Array.from({ length: this.screen.rows }, (_, y) =>
      (active.getLine(active.baseY + y)?.translateToString(true) ?? '').trimEnd(),
    );
  }

  text(): string {
    return this.lines().join('\n');
  }

  type(keys: string): void {
    this.child.stdin?.write(keys);
  }

  resize(columns: number, rows: number): void {
    this.screen.resize(columns, rows);
    execFileSync('stty', ['-F', this.pty, 'rows', String(rows), 'cols', String(columns)]);
  }

  /** The process in the terminal. */
  signal(name: NodeJS.Signals): void {
    const tty = this.pty.replace('/dev/', '');
    const found = execFileSync('ps', ['-t', tty, '-o', 'pid=,args=', '-ww'], { encoding: 'utf8' });
    const line = found.split('\n').find((one) => one.includes(LOOM) && !one.includes('stty'));
    process.kill(Number(line?.trim().split(' ')[0]), name);
  }

  async sees(pattern: RegExp | string, deadlineMs = 40_000): Promise<void> {
    const fits = typeof pattern === 'string' ? () => this.text().includes(pattern) : () => pattern.test(this.text());
    await this.until(fits, deadlineMs, String(pattern));
  }

  async until(holds: () => boolean, deadlineMs = 40_000, what = 'a sight'): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const done = (): void => {
        clearTimeout(timer);
        this.listeners.delete(look);
      };
      const look = (): void => {
        if (!holds() && !this.hasEnded) return;
        done();
        if (holds()) resolve();
        else reject(new Error(`it ended without ${what}:\n${this.text()}\n${this.said.slice(-2000)}`));
      };
      const timer = setTimeout(() => {
        done();
        reject(new Error(`${deadlineMs} ms passed without ${what}:\n${this.text()}`));
      }, deadlineMs);
      this.listeners.add(look);
      look();
    });
  }

  async close(): Promise<void> {
    if (!this.hasEnded && this.child.pid !== undefined) {
      try {
        process.kill(-this.child.pid, 'SIGKILL');
      } catch {
        // It is gone.
      }
    }
    await this.ended;
    this.screen.dispose();
  }
}
