import { join } from 'node:path';
import { PostgresServer } from '#testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Hold, readEvents, startLoom, startRedis, writesOwnFile } from './support/index.js';

const { missing } = PostgresServer;

describe.skipIf(missing !== null)(`two processes on one Postgres${missing === null ? '' : ` (${missing})`}`, () => {
  it('serve as one: the other streams the task, and finishes it when the first is killed', async () => {
    const server = await PostgresServer.shared();
    const url = await server.database();
    onTestFinished(() => server.drop(url));
    const hold = Hold.on('executor', 'two');
    const loom = await startLoom({
      story: { plan: ['one', { id: 'two', depends_on: ['one'] }], work: writesOwnFile, holds: [hold] },
      config: { redis: { url: await startRedis() }, memory: { database_url: url } },
    });
    const other = await loom.spawn(['serve', '--json', '--port', '0']);
    const said = await other.says(/"url":"[^"]+"/);
    const there = /"url":"([^"]+)"/.exec(String(said))?.[1] ?? '';
    const id = await loom.submit('two files');
    const streamed = readEvents(`${there}/tasks/${id}/stream`, { deadlineMs: 50_000 });
    await hold.reached();
    await loom.kill();
    const { events } = await streamed;
    expect(events.map((event) => event.sequence)).toEqual(events.map((_event, index) => index + 1));
    expect(events.filter((e) => e.event_type === 'subtask_landed').map((e) => e.subtask_id)).toEqual(['one', 'two']);
    expect(events.at(-1)?.event_type).toBe('task_completed');
    expect(loom.files()).toEqual({ 'one.txt': 'one\n', 'two.txt': 'two\n' });
  });

  it('of two data folders: the second is refused with a sentence, until it is told that the first is lost', async () => {
    const server = await PostgresServer.shared();
    const url = await server.database();
    onTestFinished(() => server.drop(url));
    const loom = await startLoom({ config: { redis: { url: await startRedis() }, memory: { database_url: url } } });
    const elsewhere = { LOOM_MEMORY_DATABASE_PATH: join(loom.home, 'elsewhere', 'loom.db') };
    const refused = await loom.cli(['serve', '--port', '0'], { env: elsewhere });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain(`goes with the trees of ${loom.dataDir} on`);
    expect(refused.stderr).toContain('elsewhere');
    // Told that they are lost, it believes it.
    await loom.stop();
    const alone = ['serve', '--json', '--port', '0', '--without-trees'];
    await (await loom.spawn(alone, { env: elsewhere })).says(/"url":/);
  });
});
