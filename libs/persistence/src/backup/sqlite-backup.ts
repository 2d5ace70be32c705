import { copyFileSync, existsSync, linkSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { BackupFailed } from '../errors.js';

const ALL_PAGES = 2 ** 31 - 1;

/**
 * Copies the database as it is at one moment, while others write. All pages in one go: in steps, each write of another
 * process would begin it anew.
 */
export async function saveSqlite(path: string, file: string): Promise<readonly string[]> {
  if (!existsSync(path))
    throw new BackupFailed(`there is no database ${path}`, 'Name the right loom.toml with --config.');
  const live = new Database(path, { readonly: true, fileMustExist: true });
  try {
    await live.backup(file, { progress: () => ALL_PAGES });
  } finally {
    live.close();
  }
  return migrationsIn(file);
}

/** The file appears whole, and only where there is none. */
export function restoreSqlite(file: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const aside = `${path}.restoring`;
  rmSync(aside, { force: true });
  copyFileSync(file, aside);
  migrationsIn(aside);
  linkSync(aside, path);
  rmSync(aside);
}

/** A log without its database would be read into the next one. */
export function isSqliteThere(path: string): boolean {
  const size = (name: string): number => (existsSync(name) ? statSync(name).size : 0);
  return size(path) > 0 || size(`${path}-wal`) > 0;
}

/** @throws BackupFailed for a copy that is damaged. */
function migrationsIn(file: string): string[] {
  const copy = new Database(file, { fileMustExist: true });
  try {
    const found = copy.pragma('quick_check(1)', { simple: true });
    if (found !== 'ok') throw new BackupFailed(`the copy of the database is damaged (${String(found)})`, DAMAGED);
    return copy.prepare<[], string>('SELECT name FROM migrations ORDER BY id').pluck().all();
  } finally {
    copy.close();
  }
}

const DAMAGED = 'Restore an older backup, and check the disk before anything else.';
