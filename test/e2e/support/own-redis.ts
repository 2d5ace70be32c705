import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { freePort } from './loom.js';

/** A Redis that several processes share, as an operator would run one; ended with the test. Answers its URL. */
export async function startRedis(): Promise<string> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'loom-e2e-redis-'));
  const child: ChildProcess = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--maxmemory-policy', 'noeviction', '--dir', folder],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const onExit = (): void => void child.kill('SIGKILL');
  process.on('exit', onExit);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
    process.off('exit', onExit);
    rmSync(folder, { recursive: true, force: true });
  });
  await new Promise<void>((resolve, reject) => {
    let said = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('Ready to accept connections')) resolve();
    });
    child.once('close', () => reject(new Error(`redis-server ended:\n${said}`)));
  });
  return `redis://127.0.0.1:${port}`;
}
