import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isFresh } from '../../../scripts/freshness.mjs';

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** One lock a checkout; beside the checkout's own files, so that a build never sees it. */
const LOCK = join(tmpdir(), `loom-build-${createHash('sha256').update(ROOT).digest('hex').slice(0, 12)}.lock`);
const LOCK_DEADLINE_MS = 240_000;

let ready: Promise<void> | null = null;

/** Makes dist as new as the sources; spec files that start at the same time build once. */
export function built(): Promise<void> {
  return (ready ??= buildOnce());
}

async function buildOnce(): Promise<void> {
  // For whoever has built already and wants exactly that tested.
  if (process.env['LOOM_TEST_AS_BUILT'] === '1' || isFresh(ROOT)) return;
  const release = await lock();
  try {
    if (isFresh(ROOT)) return;
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/build.mjs'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`the build failed, so there is nothing to test:\n${stdout}${stderr}`);
  } finally {
    release();
  }
}

async function lock(): Promise<() => void> {
  const until = Date.now() + LOCK_DEADLINE_MS;
  for (;;) {
    try {
      mkdirSync(LOCK);
      writeFileSync(join(LOCK, 'pid'), String(process.pid));
      return () => rmSync(LOCK, { recursive: true, force: true });
    } catch {
      if (!ownerLives()) rmSync(LOCK, { recursive: true, force: true });
      else if (Date.now() > until) throw new Error(`another process holds ${LOCK}`);
      // Nothing announces the end of another process' build.
      else await wait(200);
    }
  }
}

function ownerLives(): boolean {
  try {
    const pid = Number(readFileSync(join(LOCK, 'pid'), 'utf8'));
    return pid === 0 || process.kill(pid, 0);
  } catch {
    // Made a moment ago, or its owner died between the two writes.
    return existsSync(LOCK) && Date.now() - statSync(LOCK).mtimeMs < 2_000;
  }
}
