import { execFile } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const run = promisify(execFile);
export const TOKEN = 'token-of-the-compose-test';
export const ENV = { LOOM_TOKEN: TOKEN, LOOM_MODEL: 'scripted', LOOM_MODEL_URL: 'http://model:11434' };

export async function docker(...args: readonly string[]): Promise<string> {
  return (await run('docker', [...args], { cwd: ROOT, maxBuffer: 64 * 1024 * 1024 })).stdout;
}

export async function compose(args: readonly string[], env: Readonly<Record<string, string>> = ENV): Promise<string> {
  const { PATH = '', HOME = '' } = process.env;
  const options = { cwd: ROOT, env: { PATH, HOME, ...env }, maxBuffer: 64 * 1024 * 1024 };
  // A file .env of whoever runs the tests is not theirs.
  return (await run('docker', ['compose', '--env-file', '/dev/null', ...args], options)).stdout;
}

interface Worker {
  readonly host: string;
  readonly active: number;
  readonly roles: readonly string[];
}

/** A Loom of containers, with the model of these tests beside it. */
export class Containers {
  private env: Readonly<Record<string, string>> = ENV;
  private url = '';

  constructor(
    readonly project: string,
    private readonly more: Readonly<Record<string, string>> = {},
    private readonly flags: readonly string[] = [],
  ) {}

  async up(...args: readonly string[]): Promise<void> {
    const port = await freePort();
    const own = { LOOM_API_PORT: String(port), LOOM_SANDBOX_MODE: 'required', LOOM_MODEL_CONCURRENCY: '4' };
    this.env = { ...ENV, ...own, ...this.more };
    this.url = `http://127.0.0.1:${port}`;
    await this.dc('up', '-d', '--build', '--wait', '--wait-timeout', '240', ...args);
  }

  async down(): Promise<void> {
    await this.dc('down', '-v', '--timeout', '20');
  }

  dc(...args: readonly string[]): Promise<string> {
    const files = ['-f', 'docker-compose.yml', '-f', 'test/integration/compose/model.yml'];
    return compose(['-p', this.project, ...files, ...this.flags, ...args], this.env);
  }

  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
    const response = await fetch(this.url + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  /** Asked of a server that may be away meanwhile. */
  async until<T>(ask: () => Promise<T>, wanted: (found: T) => boolean, limitMs = 120_000): Promise<T> {
    for (const end = Date.now() + limitMs; ; await wait(200)) {
      const found = await ask().catch(() => null);
      if (found !== null && wanted(found)) return found;
      if (Date.now() > end) throw new Error(`not within ${limitMs} ms; the last answer: ${JSON.stringify(found)}`);
    }
  }

  async submit(): Promise<string> {
    const body = { goal: 'Write both halves.', approval_mode: 'auto' };
    return (await this.call<{ task_id: string }>('POST', '/tasks', body)).task_id;
  }

  workers(): Promise<Worker[]> {
    return this.call('GET', '/workers');
  }

  /** An executor that is at work. */
  async busyExecutor(): Promise<Worker> {
    const isBusy = (one: Worker): boolean => one.active > 0 && one.roles.includes('executor');
    const all = await this.until(
      () => this.workers(),
      (found) => found.some(isBusy),
    );
    return all.find(isBusy) as Worker;
  }

  /** Of a container. `docker kill` would count as a wish to stop. */
  async crash(container: string): Promise<void> {
    process.kill(Number(await docker('inspect', '-f', '{{.State.Pid}}', container)), 'SIGKILL');
  }

  async expectDone(id: string): Promise<void> {
    const task = await this.until(
      () => this.call<{ status: string; error: string | null; workspace: string }>('GET', `/tasks/${id}`),
      ({ status }) => ['completed', 'failed'].includes(status),
    );
    expect(task).toMatchObject({ status: 'completed', error: null });
    const file = (name: string): Promise<string> => this.dc('exec', '-T', 'api', 'cat', `${task.workspace}/${name}`);
    expect((await file('joined.txt')).split('\n').sort()).toEqual(['', 'left', 'right']);
    // What the commands saw: the sandbox's own root, and no process of the container.
    expect((await file('root.txt')).split('\n')).not.toContain('app');
    expect(Number(await file('seen.txt'))).toBeLessThan(10);
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
