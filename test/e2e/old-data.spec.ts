import { readdirSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { memory, PostgresServer } from '#testing';
import { archive, OLD_DATA, unpack } from './support/old-data.js';
import { countCalls, Hold, startLoom, write, writesOwnFile, type Settings, type Story } from './support/index.js';

const { missing } = PostgresServer;

const CHANGED: Story = {
  plan: ['change'],
  work: ({ turn }) => (turn === 0 ? write('kept.txt', 'after\n') : undefined),
  learn: () => memory([{ summary: 'The kept file was changed.' }]),
};
const story = (...holds: Hold[]): Story => ({
  plan: ['one', { id: 'two', depends_on: ['one'] }],
  work: writesOwnFile,
  holds,
});

interface OnPostgres {
  readonly server: PostgresServer;
  readonly url: string;
  readonly settings: Settings;
}

async function postgres(): Promise<OnPostgres> {
  const server = await PostgresServer.shared();
  const url = await server.database();
  onTestFinished(() => server.drop(url));
  return { server, url, settings: { memory: { database_url: url } } };
}

/* Makes an archive by the build of an earlier version: CONTRIBUTING.md says how. */
const { LOOM_OLD_DATA_OF: build, LOOM_OLD_DATA_ON: kind = 'sqlite' } = process.env;
describe.runIf(build !== undefined)('an earlier version', () => {
  it('leaves a completed task and one in the middle of its work', { timeout: 180_000 }, async () => {
    const on = kind === 'postgres' ? await postgres() : null;
    const held = Hold.on('executor', 'two', 1);
    const loom = await startLoom({
      files: { 'kept.txt': 'before\n' },
      // The key is not as old as all versions.
      config: { execution: { auto_proceed_seconds: undefined }, ...on?.settings },
      ...(build === undefined ? {} : { main: build }),
      serve: false,
    });
    loom.tell('change it', CHANGED);
    loom.tell('two files', story(held));
    await loom.serve();
    const completed = await loom.submit('change it');
    expect((await loom.ended(completed)).status).toBe('completed');
    const unfinished = await loom.submit('two files');
    await held.reached();
    await loom.kill();
    held.release();
    archive(loom, { completed, unfinished }, on?.url ?? null);
  });
});

/* Each costs a start of the server; by default the oldest of each database. */
const all = readdirSync(OLD_DATA).sort();
const oldest = ['sqlite', 'postgres'].flatMap((of) => all.find((name) => name.startsWith(of)) ?? []);
describe.each(process.env['LOOM_TEST_OLD_DATA'] === 'all' ? all : oldest)('data of %s', (name) => {
  const onPostgres = name.startsWith('postgres');
  it.skipIf(onPostgres && missing !== null)(
    'is read, its unfinished task goes on where it was, and its older work is undone',
    { timeout: 90_000 },
    async () => {
      const on = onPostgres ? await postgres() : null;
      const loom = await startLoom({ serve: false, ...(on === null ? {} : { config: on.settings }) });
      loom.tell('change it', CHANGED);
      loom.tell('two files', story());
      const { completed, unfinished } = await unpack(loom, name, on);
      await loom.serve();
      expect(await loom.ended(unfinished)).toMatchObject({ status: 'completed', error: null });
      expect(loom.files()).toEqual({ 'kept.txt': 'after\n', 'one.txt': 'one\n', 'two.txt': 'two\n' });
      // What was saved is not asked for again.
      expect(Object.keys(countCalls(loom.calls()))).toEqual(
        expect.not.arrayContaining(['executor one 0', 'executor two 0']),
      );
      for (const id of [completed, unfinished]) {
        const events = await loom.events(id);
        expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_event, n) => n + 1));
        for (const subtask of (await loom.task(id)).plan?.subtasks ?? []) {
          expect(subtask.status).toBe('completed');
          expect((await loom.trace(id, subtask.id)).map(({ stage }) => stage)).toContain('execute');
        }
      }
      const found = await loom.call<{ summary: string }[]>('GET', '/memory/search?q=kept%20file');
      expect(found.body.map(({ summary }) => summary)).toContain('The kept file was changed.');
      expect((await loom.call<{ path: string }[]>('GET', `/tasks/${completed}/changes`)).body).toMatchObject([
        { path: 'kept.txt' },
      ]);
      expect((await loom.call('POST', `/tasks/${completed}/revert`, {})).status).toBe(200);
      expect(loom.files()).toEqual({ 'kept.txt': 'before\n', 'one.txt': 'one\n', 'two.txt': 'two\n' });
    },
  );
});
