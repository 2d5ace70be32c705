import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The place of the Postgres server that specs share. Whoever needs it first starts it; it ends with the run. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'loom-pg-'));
  writeFileSync(join(folder, 'owner'), String(process.pid));
  process.env['LOOM_TEST_POSTGRES'] = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}
