import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach } from 'vitest';

export interface Owner {
  readonly child: ChildProcess;
  /** The next line on its stdout. */
  line(): Promise<string>;
  errors(): string;
}

export interface Owners {
  /** Of the test that runs. */
  readonly root: string;
  readonly dataDir: string;
  /** Runs a piece of JavaScript that has the lib as `bootstrap`, in a process of its own. */
  runOwner(code: string, args?: readonly string[]): Owner;
  end(child: ChildProcess, signal: NodeJS.Signals): Promise<void>;
}

/** Processes that get killed, for the tests of one file; none outlives its test. */
export function ownersOfATest(): Owners {
  const children: ChildProcess[] = [];
  let root = '';

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'loom-redis-'));
  });
  afterEach(async () => {
    for (const child of children.splice(0)) await end(child, 'SIGKILL');
    rmSync(root, { recursive: true, force: true });
  });

  return {
    get root() {
      return root;
    },
    get dataDir() {
      return join(root, 'data');
    },
    runOwner: (code, args = []) => {
      const lib = join(import.meta.dirname, 'index.js');
      const text = `import * as bootstrap from '${lib}';\nimport { createServer } from 'node:net';\n${code}`;
      const file = join(root, `owner-${children.length}.mjs`);
      writeFileSync(file, text);
      const env = { PATH: process.env['PATH'], HOME: root };
      const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env, cwd: root });
      children.push(child);
      const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
      let errors = '';
      child.stderr.on('data', (piece: Buffer) => (errors += piece.toString()));
      const line = async (): Promise<string> => {
        const next = await lines.next();
        if (next.done === true) throw new Error(`the owner ended: ${errors}`);
        return next.value;
      };
      return { child, line, errors: () => errors };
    },
    end,
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}
