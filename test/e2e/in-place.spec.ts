import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accept, reject } from '#testing';
import { Hold, TestLoom, write } from './support/index.js';

const SOON = { timeout: 40_000 };

let loom: TestLoom;
beforeAll(async () => {
  loom = await TestLoom.start({ config: { workspace: { mode: 'in_place' } }, outlives: true });
});
afterAll(() => loom.close());

it('shows each step in the folder at once, takes rejected work back, lands as ever and is undone', async () => {
  const judged = Hold.on('verifier', 'only');
  const again = new Hold((place) => place.role === 'executor' && place.retry && place.turn === 0);
  const { id, folder, files } = await loom.begin(
    'work in place',
    {
      plan: ['only'],
      work: ({ turn, retry }) => (turn === 0 ? write(retry ? 'good.txt' : 'bad.txt', 'x\n') : undefined),
      judge: ({ subtask, text }) => (subtask === 'only' && text.includes('bad.txt') ? reject('bad') : accept()),
      holds: [judged, again],
    },
    { files: { 'mine.txt': 'mine\n' } },
  );
  await judged.reached();
  await expect.poll(files, SOON).toEqual({ 'bad.txt': 'x\n', 'mine.txt': 'mine\n' });
  writeFileSync(join(folder, 'mine.txt'), 'edited\n');
  judged.release();
  await again.reached();
  await expect.poll(files, SOON).toEqual({ 'mine.txt': 'edited\n' });
  again.release();
  expect((await loom.ended(id)).status).toBe('completed');
  expect(files()).toEqual({ 'good.txt': 'x\n', 'mine.txt': 'edited\n' });
  const [created] = await loom.events(id);
  expect(created).toMatchObject({ mode: 'in_place', notice: expect.stringContaining('in_place') as string });
  const watched = await loom.cli(['watch', id, '--server', loom.url]);
  expect(watched.stdout + watched.stderr).toContain('before anybody has verified it');
  const undone = await loom.call('POST', `/tasks/${id}/revert`, {});
  expect(undone.body).toEqual({ reverted: ['good.txt'] });
  expect(files()).toEqual({ 'mine.txt': 'edited\n' });
}, 120_000);

it('takes back what a killed process left in the folder of a task that is cancelled', async () => {
  const judged = Hold.on('verifier', 'only');
  const { id, files } = await loom.begin('left in place', {
    plan: ['only'],
    work: ({ turn }) => (turn === 0 ? write('half.txt', 'x\n') : undefined),
    holds: [judged],
  });
  await judged.reached();
  await expect.poll(files, SOON).toEqual({ 'half.txt': 'x\n' });
  await loom.kill();
  await loom.serve();
  await loom.call('DELETE', `/tasks/${id}`);
  await expect.poll(files, SOON).toEqual({});
}, 120_000);
