import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { openDatabase } from './open-database.js';
import { SqlTaskStore } from './sql-task-store.js';
import { newPlace, rounds } from './store.fixture.js';

const WRITER = fileURLToPath(new URL('../../../dist/libs/persistence/src/busy-writer.fixture.js', import.meta.url));

it('holds whole transactions only after kill -9: log and projections tell the same story', async () => {
  const place = await newPlace();
  const kills = rounds(5);
  try {
    for (let kill = 1; kill <= kills; kill++) {
      const args = [WRITER, JSON.stringify(place)];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      const exited = once(child, 'exit');
      // Killed in the midst of its work, each time after another while.
      let said = '';
      for await (const chunk of child.stdout) {
        said += String(chunk);
        if (said.split('.').length > 10 + kill) child.kill('SIGKILL');
      }
      await exited;
      const taskId = said.slice(0, said.indexOf('\n'));

      const store = new SqlTaskStore(await openDatabase(place));
      const events = await store.eventsAfter(taskId, 0, 1_000_000);
      expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, i) => i + 1));
      const count = (type: string) => events.filter((event) => event.type === type).length;
      const task = await store.task(taskId);
      const rounds = count('subtask_started');
      expect(rounds).toBeGreaterThan(5);
      expect(count('task_executing')).toBe(100 * rounds);
      expect(await store.memory({ taskId, limit: 1_000_000 })).toHaveLength(50 * rounds);
      expect(await store.memory({ taskId, query: 'learned', limit: 1_000_000 })).toHaveLength(50 * rounds);
      expect(task).toMatchObject({
        lastSequence: events.length,
        progress: { total: rounds },
        usage: { modelCalls: count('model_invocation') },
      });
      expect((await store.state(taskId))?.advances).toBe(rounds);
      const subtasks = await store.subtasks(taskId);
      const attempts = (await Promise.all(subtasks.map(({ id }) => store.attempts(taskId, id)))).flat();
      expect(attempts).toHaveLength(rounds);
      expect(attempts.filter(({ attempt }) => attempt.state === 'ended')).toHaveLength(count('subtask_failed'));
      const entries = attempts.flatMap((attempt) => attempt.entries).length;
      expect(entries).toBe(count('model_invocation'));
      await store.close();
    }
  } finally {
    await place.leave();
  }
});
