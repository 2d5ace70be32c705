import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { Hold, ROOT, startLoom, writesOwnFile, type Settings, type TestLoom } from './support/index.js';

const HOURS_MS = 5 * 3_600_000;
const PROCEED_SECONDS = 3;

/** `set` sets the server's clock by so many milliseconds from the right time. */
async function withClock(config: Settings = {}): Promise<{ loom: TestLoom; set: (byMs: number) => void }> {
  const preload = join(ROOT, 'dist', 'test', 'chaos', 'clock.js');
  const file = join(mkdtempSync(join(tmpdir(), 'loom-clock-')), 'clock');
  onTestFinished(() => rmSync(dirname(file), { recursive: true }));
  writeFileSync(file, '0');
  const env = { CHAOS_CLOCK: file, NODE_OPTIONS: `--import ${preload}` };
  const loom = await startLoom({ config, env, story: { plan: ['only'], work: writesOwnFile } });
  const set = (byMs: number): void => {
    writeFileSync(file, String(byMs));
    process.kill(loom.pid, 'SIGUSR2');
  };
  return { loom, set };
}

it.each([
  ['forward', HOURS_MS],
  ['back', -HOURS_MS],
])(
  'what a task may run for is counted by time that passed, though the clock is set %s',
  async (_, byMs) => {
    const { loom, set } = await withClock();
    const hold = Hold.on('executor', 'only');
    loom.tell('set on the way', { plan: ['only'], work: writesOwnFile, holds: [hold] });
    const before = await loom.submit('set on the way', { limits: { seconds: 600 } });
    await hold.reached();
    set(byMs);
    hold.release();
    expect(await loom.ended(before)).toMatchObject({ status: 'completed', error: null });
    const between = await loom.submit('begun by the wrong clock', { limits: { seconds: 600 } });
    expect(await loom.ended(between)).toMatchObject({ status: 'completed', error: null });
    const over = Hold.on('executor', 'only');
    loom.tell('begun by the wrong clock, set right', { plan: ['only'], work: writesOwnFile, holds: [over] });
    const after = await loom.submit('begun by the wrong clock, set right', { limits: { seconds: 2 } });
    await over.reached();
    set(0);
    // Two seconds are over while the model thinks.
    const failed = await loom.ended(after);
    over.release();
    expect(failed).toMatchObject({ status: 'failed', error: expect.stringContaining('2 seconds') as string });
  },
  60_000,
);

it.each([
  ['forward', HOURS_MS],
  ['back', -HOURS_MS],
])(
  'a result that lands unless it is rejected waits as long as was said, though the clock is set %s',
  async (_, byMs) => {
    const { loom, set } = await withClock({
      execution: { auto_proceed_seconds: PROCEED_SECONDS, auto_approve_confidence_threshold: 1 },
    });
    const id = await loom.submit('shown for a while');
    await loom.until(id, 'approval_requested');
    const askedAt = performance.now();
    set(byMs);
    expect((await loom.ended(id)).status).toBe('completed');
    // It was asked a moment before this process heard of it.
    expect(performance.now() - askedAt).toBeGreaterThan((PROCEED_SECONDS - 1) * 1000);
  },
  60_000,
);
