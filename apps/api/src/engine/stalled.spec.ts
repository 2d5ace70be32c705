import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Stalled, STALLED_MS } from './stalled.js';
import { EngineStore } from './store.fixture.js';

let engine: EngineStore;
beforeEach(async () => {
  engine = await EngineStore.open();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await engine.close();
});

it('says once of a task that it stands still, and again when it does so again', async () => {
  const said: unknown[] = [];
  vi.spyOn(Logger.prototype, 'error').mockImplementation((line: unknown) => void said.push(line));
  const taskId = await engine.task();
  const stalled = new Stalled(engine.store);
  await stalled.look();
  expect(said).toEqual([]);
  engine.clock.now += STALLED_MS + 1;
  await stalled.look();
  await stalled.look();
  expect(said).toEqual([{ did: 'task_stalled', taskId }]);
  // Something happens to it.
  await engine.store.appendEvents(taskId, [{ type: 'task_planning' }]);
  await stalled.look();
  engine.clock.now += STALLED_MS + 1;
  await stalled.look();
  expect(said).toHaveLength(2);
});
