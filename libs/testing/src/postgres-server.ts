import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

/** Where the specs of one run keep the server they share; set for the whole run. */
export const SHARED_POSTGRES = 'LOOM_TEST_POSTGRES';

const START_MS = 60_000;
/** Where Debian and Fedora keep the server's programs, which are on nobody's PATH. */
const PACKAGES = ['/usr/lib/postgresql', '/usr/pgsql', '/usr/local/opt/postgresql', '/opt/homebrew/opt/postgresql'];

/** A server that is made for a test: its data in a temporary folder, on a socket in it, without a password. */
export class PostgresServer {
  private constructor(private readonly folder: string) {}

  /** Why there can be none here, or null. */
  static get missing(): string | null {
    if (programs() === null) return 'the programs of a Postgres server (initdb, postgres) are not installed';
    if (account() === null) return 'Postgres does not run as root, and there is no user "postgres" to run it as';
    return null;
  }

  /** `ownerPid`: ends with that process, whatever happens to it. `under`: the folder in which it keeps everything. */
  static async start(ownerPid = process.pid, under = tmpdir()): Promise<PostgresServer> {
    const folder = mkdtempSync(join(under, 'loom-pg-'));
    return PostgresServer.startIn(folder, ownerPid);
  }

  /** The one that all specs of a run share: the first to ask for it starts it. */
  static async shared(): Promise<PostgresServer> {
    const folder = process.env[SHARED_POSTGRES];
    if (folder === undefined) throw new Error(`${SHARED_POSTGRES} is not set: see vitest.config.ts`);
    const ready = join(folder, 'ready');
    try {
      mkdirSync(join(folder, 'starting'));
    } catch {
      const until = Date.now() + START_MS;
      while (!existsSync(ready) && Date.now() < until) await delay(50);
      const problem = readFileSync(ready, 'utf8');
      if (problem !== '') throw new Error(problem);
      return new PostgresServer(folder);
    }
    try {
      const server = await PostgresServer.startIn(folder, Number(readFileSync(join(folder, 'owner'), 'utf8')));
      writeFileSync(ready, '');
      return server;
    } catch (error) {
      writeFileSync(ready, String(error));
      throw error;
    }
  }

  /** A new, empty database. */
  async database(): Promise<string> {
    const name = `t${randomBytes(8).toString('hex')}`;
    await this.query('postgres', `CREATE DATABASE ${name} ENCODING 'UTF8' TEMPLATE template0`);
    return this.url(name);
  }

  async drop(url: string): Promise<void> {
    await this.query('postgres', `DROP DATABASE IF EXISTS ${new URL(url).pathname.slice(1)} WITH (FORCE)`);
  }

  url(database: string): string {
    return `postgres://loom@localhost/${database}?host=${encodeURIComponent(this.folder)}`;
  }

  async query(database: string, text: string): Promise<Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: this.url(database) });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(text)).rows;
    } finally {
      await client.end();
    }
  }

  /** Null where it does not run. */
  get pid(): number | null {
    const pid = pidIn(this.folder);
    return pid !== null && isAlive(pid) ? pid : null;
  }

  /** At once: what was committed is there at the next start. */
  kill(): void {
    const pid = pidIn(this.folder);
    if (pid !== null) process.kill(pid, 'SIGQUIT');
  }

  /** Again on the same data, after `kill`. */
  async restart(): Promise<void> {
    await waitUntil(() => this.pid === null, 'the server to end');
    await launch(this.folder);
  }

  stop(): void {
    this.kill();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }

  private static async startIn(folder: string, ownerPid: number): Promise<PostgresServer> {
    const user = account();
    if (PostgresServer.missing !== null || user === null) throw new Error(PostgresServer.missing ?? 'no user');
    if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
    const made = spawnSync(
      join(programs() ?? '', 'initdb'),
      ['-D', join(folder, 'data'), '-U', 'loom', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
      { ...user, cwd: folder, encoding: 'utf8' },
    );
    if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr || String(made.error)}`);
    const server = new PostgresServer(folder);
    await launch(folder);
    watch(folder, ownerPid);
    return server;
  }
}

async function launch(folder: string): Promise<void> {
  const settings = ['listen_addresses=', `unix_socket_directories=${folder}`, 'max_connections=200', 'fsync=off'];
  const child = spawn(
    join(programs() ?? '', 'postgres'),
    ['-D', join(folder, 'data'), ...settings.flatMap((setting) => ['-c', setting])],
    { ...account(), cwd: folder, stdio: 'ignore', detached: true },
  );
  child.unref();
  const isGone = (): boolean => child.exitCode !== null || child.signalCode !== null;
  // The last line says so once connections are taken.
  const isReady = (): boolean => /^ready\b/m.test(read(join(folder, 'data', 'postmaster.pid')) ?? '');
  await waitUntil(() => isReady() || isGone(), 'the server to start');
  if (isGone()) throw new Error('the server ended while it started');
}

/** Ends the server with its owner, which may be killed before it can do so itself. */
function watch(folder: string, ownerPid: number): void {
  const script = `while kill -0 ${ownerPid} 2>/dev/null && [ -d "$0" ]; do sleep 1; done
    kill -QUIT "$(head -n 1 "$0/data/postmaster.pid" 2>/dev/null)" 2>/dev/null; sleep 1; rm -rf "$0"`;
  spawn('/bin/sh', ['-c', script, folder], { stdio: 'ignore', detached: true }).unref();
}

async function waitUntil(isTrue: () => boolean, what: string): Promise<void> {
  const until = Date.now() + START_MS;
  while (!isTrue()) {
    if (Date.now() > until) throw new Error(`waited in vain for ${what}`);
    await delay(25);
  }
}

function pidIn(folder: string): number | null {
  const pid = Number(read(join(folder, 'data', 'postmaster.pid'))?.split('\n')[0]);
  return Number.isInteger(pid) && pid > 0 ? pid : null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** The folder of the server's programs. */
function programs(): string | null {
  const versions = PACKAGES.filter(existsSync).flatMap((root) => [
    join(root, 'bin'),
    ...readdirSync(root)
      .sort((a, b) => Number(b) - Number(a))
      .map((version) => join(root, version, 'bin')),
  ]);
  const folders = [...versions, ...(process.env['PATH'] ?? '').split(delimiter)];
  return folders.find((folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name)))) ?? null;
}

/** Postgres refuses to run as root: then it runs as the user its package made. */
function account(): { uid?: number; gid?: number } | null {
  if (process.getuid?.() !== 0) return {};
  const line = /^postgres:[^:]*:(\d+):(\d+):/m.exec(read('/etc/passwd') ?? '');
  return line === null ? null : { uid: Number(line[1]), gid: Number(line[2]) };
}
