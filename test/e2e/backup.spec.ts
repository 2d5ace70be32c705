import { chmodSync, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { PostgresServer } from '#testing';
import { Hold, startLoom, write, writesOwnFile, type Settings, type TestLoom } from './support/index.js';

const { missing } = PostgresServer;

/** The machine with its disk is gone: what is left is the backup. */
function loseEverything(loom: TestLoom, backup: string): void {
  for (const name of readdirSync(loom.home)) {
    if (join(loom.home, name) !== backup) rmSync(join(loom.home, name), { recursive: true, force: true });
  }
}

async function postgres(): Promise<{ settings: Settings; again: () => Promise<void> }> {
  const server = await PostgresServer.shared();
  const url = await server.database();
  onTestFinished(() => server.drop(url));
  const again = async (): Promise<void> => {
    await server.drop(url);
    await server.query(
      'postgres',
      `CREATE DATABASE ${new URL(url).pathname.slice(1)} ENCODING 'UTF8' TEMPLATE template0`,
    );
  };
  return { settings: { memory: { database_url: url } }, again };
}

describe('a backup that was made while Loom worked', () => {
  it.each([['SQLite', null], ...(missing === null ? [['Postgres', postgres] as const] : [])] as const)(
    'of %s brings all of it back into an empty home: a running task goes on, an older one is undone byte for byte, no event is missing',
    async (_name, database) => {
      const kept = await database?.();
      const loom = await startLoom({
        files: { 'kept.txt': 'before\n', 'bin/tool': '#!/bin/sh\n' },
        ...(kept === undefined ? {} : { config: kept.settings }),
      });
      chmodSync(join(loom.workspace, 'bin/tool'), 0o750);
      loom.tell('change it', {
        plan: ['change'],
        work: ({ turn }) => (turn === 0 ? write('kept.txt', 'after\n') : undefined),
      });
      const older = await loom.submit('change it');
      expect((await loom.ended(older)).status).toBe('completed');
      const held = Hold.on('executor', 'two', 1);
      const story = { plan: ['one', { id: 'two', depends_on: ['one'] }], work: writesOwnFile, holds: [held] };
      loom.tell('two files', story);
      const running = await loom.submit('two files');
      await held.reached();
      const seen = await loom.until(
        running,
        (event) => event.event_type === 'tool_call_completed' && event.subtask_id === 'two',
      );

      const backup = join(loom.home, 'backup');
      const both = await Promise.all([loom.cli(['backup', backup]), loom.cli(['backup', backup])]);
      const refused = both.find(({ code }) => code === 2);
      expect(both.map(({ code }) => code).sort()).toEqual([0, 2]);
      expect(refused?.stderr).toContain('holds something already');
      const onFile = await loom.cli(['backup', loom.configPath]);
      expect([onFile.code, onFile.stderr]).toEqual([2, expect.stringContaining('is a file, it has to be a folder\n')]);
      expect(statSync(backup).mode & 0o777).toBe(0o700);
      expect(readdirSync(loom.home).filter((name) => name.includes('unfinished'))).toEqual([]);
      await loom.kill();
      held.release();
      process.kill(loom.redisPid, 'SIGKILL');
      loseEverything(loom, backup);
      await kept?.again();
      renameSync(join(backup, 'loom.toml'), loom.configPath);

      expect(await loom.cli(['restore', backup])).toMatchObject({
        code: 0,
        stdout: expect.stringContaining(loom.workspace),
      });
      expect(existsSync(loom.workspace)).toBe(false);
      const twice = await loom.cli(['restore', backup]);
      expect([twice.code, twice.stderr]).toEqual([2, expect.stringContaining('Move that folder away')]);
      rmSync(loom.dataDir, { recursive: true });
      await kept?.again();
      expect(await loom.cli(['restore', backup, '--folders'])).toMatchObject({ code: 0 });
      expect(loom.files()).toEqual({ 'bin/tool': '#!/bin/sh\n', 'kept.txt': 'after\n', 'one.txt': 'one\n' });
      expect(statSync(join(loom.workspace, 'bin/tool')).mode & 0o777).toBe(0o750);

      await loom.serve();
      expect((await loom.ended(running)).status).toBe('completed');
      const events = await loom.events(running);
      expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_event, n) => n + 1));
      expect(events.find(({ sequence }) => sequence === seen.sequence)).toEqual(seen);
      expect(events.filter((e) => e.event_type === 'subtask_landed').map((e) => e.subtask_id)).toEqual(['one', 'two']);
      expect((await loom.call('POST', `/tasks/${older}/revert`, {})).status).toBe(200);
      expect(loom.files()).toEqual({
        ...{ 'bin/tool': '#!/bin/sh\n', 'kept.txt': 'before\n' },
        ...{ 'one.txt': 'one\n', 'two.txt': 'two\n' },
      });
    },
    90_000,
  );
});
