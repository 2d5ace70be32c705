import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { bytesText } from './render/bytes.js';
import { checkStores } from './store-sizes.js';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'loom-stores-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

it('names the largest stores with what they take on the disk, and half-made ones not at all', async () => {
  expect(await checkStores(dir, 2 ** 30)).toMatchObject({ state: 'ok', says: 'none has been snapshotted yet' });
  for (const [id, bytes] of [
    ['aa', 4096],
    ['bb', 1_048_576],
  ] as const) {
    mkdirSync(join(dir, 'trees', id, 'repo.git'), { recursive: true });
    writeFileSync(join(dir, 'trees', id, 'folder.json'), JSON.stringify({ path: `/home/u/${id}` }));
    writeFileSync(join(dir, 'trees', id, 'repo.git', 'pack'), Buffer.alloc(bytes, 1));
  }
  mkdirSync(join(dir, 'trees', 'cc'));
  expect((await checkStores(dir, 2 ** 30)).says).toMatch(
    /^2 with .* of snapshots, .* free; largest: \/home\/u\/bb 1\.0 MiB, \/home\/u\/aa /,
  );
  mkdirSync(join(dir, 'installed', 'aa', 'room'), { recursive: true });
  writeFileSync(join(dir, 'installed', 'aa', 'room', 'x'), Buffer.alloc(2_097_152, 1));
  expect((await checkStores(dir, 2 ** 30)).says).toMatch(
    /of snapshots and 2\.0 MiB of installed dependencies, .* free/,
  );
  expect(await checkStores(dir, 500_000)).toMatchObject({
    state: 'warning',
    remedy: expect.stringContaining('loom gc'),
  });
});

it('words sizes', () => {
  expect([0, 1023, 1536, 5 * 2 ** 30].map(bytesText)).toEqual(['0 B', '1023 B', '1.5 KiB', '5.0 GiB']);
});
