import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreFixture, writeOf } from './store.fixture.js';

let fixture: StoreFixture;
beforeEach(async () => {
  fixture = await StoreFixture.open();
});
afterEach(() => fixture.close());

describe('reverts', () => {
  it('undoes nothing twice: the next revert of a task has the next number', async () => {
    const taskId = await fixture.task();
    expect(await fixture.store.startRevert(taskId, { onConflict: 'abort' })).toBe(`revert.${taskId}._.1`);
    expect(await fixture.store.startRevert(taskId, { path: 'a', onConflict: 'skip' })).toBe(`revert.${taskId}._.2`);
    expect(await fixture.store.unsent(10)).toEqual([]);
    await expect(fixture.store.startRevert('nobody', { onConflict: 'abort' })).rejects.toMatchObject({
      code: 'unknown_task',
    });
  });

  it('hands out the reverts of a task one behind the other, and asks for none twice that is not done yet', async () => {
    const { store } = fixture;
    const taskId = await fixture.task();
    const [undo, redo] = [{ onConflict: 'abort' }, { redo: true, onConflict: 'abort' }] as const;
    const [first, second, third] = [1, 2, 3].map((n) => `revert.${taskId}._.${n}`);
    expect([await store.startRevert(taskId, undo), await store.startRevert(taskId, undo)]).toEqual([first, first]);
    const { epoch } = await fixture.claim(first as string);
    expect([await store.startRevert(taskId, undo), await store.startRevert(taskId, redo)]).toEqual([first, second]);
    expect(await store.startRevert(taskId, undo)).toBe(third);
    const next = async () => (await store.openHeadAttempts(taskId)).map(({ attempt }) => attempt.id);
    expect(await next()).toEqual([first]);
    const lease = { attemptId: first as string, epoch, token: 'token-a', ttlMs: 6000 };
    await store.finish(lease, { kind: 'nothing' }, writeOf());
    // What it did is not known to the task before it is acted upon.
    expect(await next()).toEqual([]);
    await fixture.commit(taskId, { settled: [first as string] });
    expect(await next()).toEqual([second]);
  });
});
