import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { BackupFailed } from '../errors.js';

/** Where packages put the programs that are on nobody's PATH. */
const PACKAGES = ['/usr/lib/postgresql', '/usr/pgsql', '/usr/local/opt/postgresql', '/opt/homebrew/opt/postgresql'];
const MAX_SAID = 2_000;

/** Runs `pg_dump` or `pg_restore` on the database of `url`. The password is not on its command line. */
export async function runPostgresProgram(name: 'pg_dump' | 'pg_restore', args: readonly string[], url: string) {
  const program = find(name);
  if (program === null) {
    throw new BackupFailed(
      `${name} is not installed here`,
      'Install the Postgres client (apt-get install postgresql-client).',
    );
  }
  const { address, password } = withoutPassword(url);
  const child = spawn(program, [...args, '--no-password', `--dbname=${address}`], {
    env: { ...process.env, LC_ALL: 'C', ...(password === null ? {} : { PGPASSWORD: password }) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(0, MAX_SAID)));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code === 0) return;
  const sentence = said.trim().split('\n').slice(0, 3).join(' ');
  throw new BackupFailed(
    `${name} failed: ${sentence || `it ended with ${String(code)}`}`,
    'Check that database_url is right from here, and that this program is not older than the server.',
  );
}

/** A query's password outdoes the one before the host, as it does where Loom connects. */
export function withoutPassword(url: string): { address: string; password: string | null } {
  const parsed = new URL(url);
  const password = parsed.searchParams.get('password') ?? decodeURIComponent(parsed.password);
  parsed.password = '';
  parsed.searchParams.delete('password');
  return { address: parsed.href, password: password === '' ? null : password };
}

function find(name: string): string | null {
  const versions = PACKAGES.filter(existsSync).flatMap((root) => [
    join(root, 'bin'),
    ...readdirSync(root)
      .sort((a, b) => Number(b) - Number(a))
      .map((version) => join(root, version, 'bin')),
  ]);
  const folders = [...(process.env['PATH'] ?? '').split(delimiter).filter(Boolean), ...versions];
  return folders.map((folder) => join(folder, name)).find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
