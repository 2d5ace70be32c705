import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROLES } from '#domain';
import { countCalls, Hold, startLoom, writesOwnFile } from './support/index.js';

const TOKEN = 'a-token-of-the-api';
const API_KEY = 'a-key-of-the-model';

/** Everything a machine has written down. */
const writtenBy = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('.git'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');

it('a worker that is told an address and a token does a whole task over the private Redis, outlives a kill of the head, and writes no secret down', async () => {
  const held = Hold.on('executor', 'one', 1);
  const loom = await startLoom({
    story: { plan: ['one', { id: 'two', depends_on: ['one'] }], work: writesOwnFile, holds: [held] },
    config: { server: { token: TOKEN }, 'models.main': { api_key: API_KEY } },
    provider: 'openai_compatible',
    server: { apiKey: API_KEY },
    args: ['--roles', 'none'],
  });
  // What another machine has: a home without a configuration.
  const machine = mkdtempSync(join(loom.home, 'machine-'));
  const args = ['worker', ...ROLES, '--api', loom.url, '--token', TOKEN, '--json'];
  const worker = await loom.spawn(args, { cwd: machine, env: { HOME: machine } });
  await worker.says(/"roles":/);
  const listed = await loom.cli(['workers', '--server', loom.url, '--token', TOKEN, '--json']);
  const cards = JSON.parse(listed.stdout) as { roles: string[]; models: string[] }[];
  expect(cards.flatMap((card) => card.roles).sort()).toEqual([...ROLES].sort());
  expect(cards[0]?.models).toEqual(['main']);

  const id = await loom.submit('from afar');
  await held.reached();
  await loom.kill();
  held.release();
  await loom.serve();
  expect((await loom.ended(id, 60_000)).status).toBe('completed');
  expect(loom.files()).toEqual({ 'one.txt': 'one\n', 'two.txt': 'two\n' });
  expect(Object.values(countCalls(loom.calls())).every((times) => times === 1)).toBe(true);

  expect((await worker.kill('SIGTERM')).code).toBe(0);
  for (const secret of [TOKEN, API_KEY])
    for (const written of [worker.told(), writtenBy(machine), loom.log()]) expect(written).not.toContain(secret);
});
