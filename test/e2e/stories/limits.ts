import { describe, expect, it } from 'vitest';
import type { WireEvent } from '#contracts';
import { Hold, writesOwnFile } from '../support/index.js';
import { loom } from './one-loom.js';

const ofType = (events: readonly WireEvent[], type: string): WireEvent[] => events.filter((e) => e.event_type === type);
describe('limits', () => {
  it('of model calls hold in the middle of an attempt too', async () => {
    const work = ({ turn }: { turn: number }) => ({
      toolCalls: [{ name: 'read_file', arguments: { path: 'a.txt', line_start: turn + 1 } }],
    });
    const { id, calls } = await loom().begin(
      'limit within',
      { plan: ['only'], work },
      { body: { limits: { model_calls: 4 } }, files: { 'a.txt': 'one\ntwo\nthree\nfour\nfive\nsix\n' } },
    );
    expect((await loom().ended(id)).error).toMatch(/4 model calls of the 4/);
    expect(calls()).toHaveLength(4);
  });

  it('of model calls are passed by no more than the calls that are under way, however many steps run', async () => {
    const ids = ['one', 'two', 'three', 'four'];
    const held = ids.map((id) => Hold.on('executor', id));
    const work = ({ turn }: { turn: number }) => ({
      toolCalls: [{ name: 'read_file', arguments: { path: 'a.txt', line_start: turn + 1 } }],
    });
    const { id, calls } = await loom().begin(
      'limit beside',
      { plan: ids, work, holds: held },
      { body: { limits: { model_calls: 2 } }, files: { 'a.txt': 'one\ntwo\nthree\nfour\n' } },
    );
    const running = await Promise.all(held.slice(0, 2).map((hold) => hold.reached()));
    expect(running).toHaveLength(2);
    const begun = calls().length;
    for (const hold of held) hold.release();
    const task = await loom().ended(id);
    expect(task.error).toMatch(/model calls of the 2/);
    expect(calls().length).toBeLessThanOrEqual(Math.max(begun, 1 + ids.length));
    expect(task.usage.model_calls).toBe(calls().length);
  });

  it('of model calls leave a task complete that lacks nothing but its memories', async () => {
    const { id, calls, files } = await loom().begin(
      'limit at the end',
      { plan: ['only'], work: writesOwnFile },
      { body: { limits: { model_calls: 5 } } },
    );
    expect((await loom().ended(id)).status).toBe('completed');
    expect(files()).toEqual({ 'only.txt': 'only\n' });
    expect(calls().map(({ role }) => role)).toEqual(['planner', 'executor', 'executor', 'verifier', 'verifier']);
    const [lacks] = ofType(await loom().events(id), 'memory_incomplete');
    expect(lacks).toMatchObject({ subtask_id: 'only', code: 'limit_reached' });
  });

  it.each([
    ['tokens', { tokens: 10 }, /tokens/],
    ['model calls', { model_calls: 2 }, /model calls/],
  ])('of %s end the task with a sentence', async (name, limits, said) => {
    const { id, calls, files } = await loom().begin(
      `limit ${name}`,
      { plan: ['only'], work: writesOwnFile },
      { body: { limits } },
    );
    const task = await loom().ended(id);
    expect(task.status).toBe('failed');
    expect(task.error).toMatch(said);
    expect(task.error).toMatch(/loom retry/);
    expect(files()).toEqual({});
    expect(calls().length).toBeLessThanOrEqual(3);
    // As often as it takes: each time there is as much again.
    for (let retries = 0; (await loom().task(id)).status === 'failed' && retries < 12; retries++) {
      const { length: known } = await loom().events(id);
      expect((await loom().call('POST', `/tasks/${id}/retry`, {})).status).toBe(200);
      await loom().until(
        id,
        ({ sequence, event_type: type }) => sequence > known && /^task_(completed|failed)$/.test(type),
      );
    }
    expect((await loom().task(id)).status).toBe('completed');
    expect(files()).toEqual({ 'only.txt': 'only\n' });
  });

  it('of seconds end a task whose model does not answer', async () => {
    const held = Hold.on('executor', 'only');
    const { id } = await loom().begin(
      'limit seconds',
      { plan: ['only'], work: writesOwnFile, holds: [held] },
      { body: { limits: { seconds: 3 } } },
    );
    const request = await held.reached();
    const task = await loom().ended(id);
    expect(task.status).toBe('failed');
    expect(task.error).toMatch(/3 seconds/);
    await request.aborted;
    expect((await loom().call('POST', `/tasks/${id}/retry`, {})).status).toBe(200);
    await loom().until(id, 'task_completed');
  });
});
