import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BUILD = fileURLToPath(new URL('../scripts/build.mjs', import.meta.url));

/**
 * A build that is no older than the sources, and the place of the Postgres server that specs share: whoever needs it first
 * starts it, and it ends with the run.
 */
export default function setup(): () => void {
  execFileSync(process.execPath, [BUILD, '--if-stale'], { stdio: 'inherit' });
  const folder = mkdtempSync(join(tmpdir(), 'loom-pg-'));
  writeFileSync(join(folder, 'owner'), String(process.pid));
  process.env['LOOM_TEST_POSTGRES'] = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}
