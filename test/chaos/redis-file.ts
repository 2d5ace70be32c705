import { closeSync, openSync, readdirSync, statSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from './random.js';

/**
 * Damages what a stopped Redis has written: cuts its end off, as a crash may, or writes over some of it, as a bad disk.
 */
export function tearRedisFile(redisDir: string, where: 'end' | 'anywhere', random: Random): void {
  const dir = join(redisDir, 'appendonlydir');
  for (const name of readdirSync(dir).filter((one) => one.endsWith('.incr.aof'))) {
    const file = join(dir, name);
    const { size } = statSync(file);
    if (size < 2) continue;
    if (where === 'end') truncateSync(file, size - 1 - random.below(Math.min(size - 1, 4096)));
    else {
      const fd = openSync(file, 'r+');
      writeSync(fd, '\r\n*rubbish\r\n', random.below(size));
      closeSync(fd);
    }
  }
}
