import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import type { PostgresServer } from '#testing';
import type { TestLoom } from './loom.js';

/** What earlier versions wrote: archives by the name of the last migration of each. */
export const OLD_DATA = resolve(import.meta.dirname, '../old-data');

interface About {
  /** Where the user's folder was. */
  readonly workspace: string;
  readonly completed: string;
  readonly unfinished: string;
}

const workspaceIdOf = (path: string): string => createHash('sha256').update(path).digest('hex').slice(0, 24);

/** Keeps what a killed Loom left behind, by its last migration. */
export function archive(loom: TestLoom, tasks: Omit<About, 'workspace'>, url: string | null): void {
  const folder = mkdtempSync(join(loom.home, 'archive-'));
  const migration = url === null ? keepSqlite(join(loom.dataDir, 'loom.db'), folder) : keepPostgres(url, folder);
  cpSync(join(loom.dataDir, 'trees'), join(folder, 'trees'), { recursive: true });
  cpSync(loom.workspace, join(folder, 'project'), { recursive: true });
  for (const store of readdirSync(join(folder, 'trees'), { withFileTypes: true })) {
    if (!store.isDirectory()) continue;
    // Memories of files that are not there any more.
    for (const left of ['index', 'lock'])
      rmSync(join(folder, 'trees', store.name, left), { recursive: true, force: true });
  }
  const about: About = { workspace: loom.workspace, ...tasks };
  writeFileSync(join(folder, 'about.json'), JSON.stringify(about));
  mkdirSync(OLD_DATA, { recursive: true });
  const name = `${url === null ? 'sqlite' : 'postgres'}-${migration}.tar.gz`;
  execFileSync('tar', ['--sort=name', '--owner=0', '--group=0', '-czf', join(OLD_DATA, name), '-C', folder, '.']);
}

/** With what its log holds, as one file. */
function keepSqlite(from: string, folder: string): string {
  const to = join(folder, 'loom.db');
  for (const more of ['', '-wal']) if (existsSync(from + more)) copyFileSync(from + more, to + more);
  const db = new Database(to);
  db.pragma('journal_mode = DELETE');
  db.exec('VACUUM');
  const last = db.prepare<[], number>('SELECT timestamp FROM migrations ORDER BY id DESC').pluck().get();
  db.close();
  return String(last);
}

function keepPostgres(url: string, folder: string): string {
  const run = (program: string, ...args: string[]): string =>
    execFileSync(program, [...args, `--dbname=${url}`], { encoding: 'utf8', maxBuffer: 1 << 28 });
  // Statements that any client can send.
  writeFileSync(join(folder, 'loom.sql'), run('pg_dump', '--inserts', '--no-owner', '--no-privileges'));
  return run('psql', '-Atc', 'SELECT max(timestamp) FROM migrations').trim();
}

/** Puts an archive where a Loom that does not serve yet will find it: its workspace is where that one has its own. */
export async function unpack(
  loom: TestLoom,
  name: string,
  postgres: { server: PostgresServer; url: string } | null,
): Promise<About> {
  const folder = mkdtempSync(join(loom.home, 'unpacked-'));
  execFileSync('tar', ['-xzf', join(OLD_DATA, name), '-C', folder]);
  const about = JSON.parse(readFileSync(join(folder, 'about.json'), 'utf8')) as About;
  const [was, is] = [workspaceIdOf(about.workspace), workspaceIdOf(loom.workspace)];
  cpSync(join(folder, 'project'), loom.workspace, { recursive: true });
  mkdirSync(loom.dataDir, { recursive: true });
  renameSync(join(folder, 'trees'), join(loom.dataDir, 'trees'));
  renameSync(join(loom.dataDir, 'trees', was), join(loom.dataDir, 'trees', is));
  rewrite(join(loom.dataDir, 'trees', is), about.workspace, loom.workspace);
  const moved = [
    `UPDATE workspaces SET id = '${is}', path = '${loom.workspace}' WHERE id = '${was}'`,
    `UPDATE tasks SET workspace_id = '${is}' WHERE workspace_id = '${was}'`,
    `UPDATE task_requests SET workspace_path = '${loom.workspace}' WHERE workspace_path = '${about.workspace}'`,
  ].join(';\n');
  if (postgres === null) {
    renameSync(join(folder, 'loom.db'), join(loom.dataDir, 'loom.db'));
    const db = new Database(join(loom.dataDir, 'loom.db'));
    db.exec(moved);
    db.close();
  } else {
    const database = new URL(postgres.url).pathname.slice(1);
    await postgres.server.query(database, statementsOf(join(folder, 'loom.sql')));
    await postgres.server.query(database, moved);
  }
  return about;
}

/** Without what only psql understands. */
export const statementsOf = (file: string): string =>
  readFileSync(file, 'utf8').replace(/^\\(?:un)?restrict .*$/gm, '');

/** Paths in what stands beside the objects. */
function rewrite(store: string, from: string, to: string): void {
  for (const entry of readdirSync(store, { withFileTypes: true, recursive: true })) {
    const file = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !file.endsWith('.json') || file.includes('/repo.git/')) continue;
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(from, to));
  }
}
