import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { tryLock } from './lock.js';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loom-lock-'));
  file = join(folder, 'lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What a killed process wrote. */
const markOfDead = (n: number): string => `4194304 ${n}@no-boot 0123456789abcdef`;

it('one of many at once takes what a killed process held', async () => {
  for (let round = 0; round < 60; round++) {
    writeFileSync(file, markOfDead(round));
    const taken = await Promise.all(Array.from({ length: 12 }, () => tryLock(file)));
    const held = taken.filter((lock) => lock !== null);
    expect(held.length, `round ${round}`).toBeLessThanOrEqual(1);
    const own = held[0] ?? (await tryLock(file));
    expect(own).not.toBeNull();
    expect(await tryLock(file), 'it is held').toBeNull();
    await own?.release();
    expect(readdirSync(folder), 'nothing is left').toEqual([]);
  }
});

it('is taken over from those who died one after the other, and from a file that a power cut has emptied', async () => {
  writeFileSync(file, '');
  for (let n = 0; n < 4; n++) {
    const lock = await tryLock(file);
    expect(lock, `after ${n} deaths`).not.toBeNull();
    expect(await tryLock(file)).toBeNull();
    const own = readdirSync(folder).find((name) =>
      readFileSync(join(folder, name), 'utf8').startsWith(`${process.pid} `),
    );
    writeFileSync(join(folder, own ?? ''), markOfDead(n));
    await lock?.release();
    expect(readdirSync(folder), 'what is not its own any more is left alone').toHaveLength(n + 2);
  }
  await (await tryLock(file))?.release();
  expect(readdirSync(folder)).toEqual([]);
});
