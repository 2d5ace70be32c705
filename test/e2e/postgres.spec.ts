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
});
