import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LandingNote } from '#domain';
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

  it('shows what the landings, undos and redos that stand have to say, each thing once', async () => {
    const { store } = fixture;
    const { taskId } = await fixture.executing();
    const noteOf = (path: string, says = 'run it'): LandingNote => ({ kind: 'install', path, says, command: 'npm ci' });
    const at = { before: 'b', commit: 'c', generation: 1, changes: [] };
    const land = async (number: number, notes?: LandingNote[]): Promise<string> => {
      const input = { base: 'c0', head: 'h', verified: ['h'] };
      const attempt = { stage: 'land' as const, subtaskId: 'parse', number, planVersion: 1, input, delayMs: 0 };
      await fixture.commit(taskId, { newAttempts: [attempt] });
      const attemptId = `land.${taskId}.parse.${number}`;
      const lease = await fixture.claim(attemptId);
      await store.finish(lease, { kind: 'landed', ...at, ...(notes && { notes }) }, writeOf());
      const landing = { attemptId, kind: 'subtask' as const, subtaskId: 'parse', ...at, reverts: [] };
      await fixture.commit(taskId, { settled: [attemptId], landings: [landing] });
      return attemptId;
    };
    const takeBack = async (kind: 'undo' | 'redo', reverted: string, notes?: LandingNote[]): Promise<string> => {
      const wish = { onConflict: 'abort' as const, ...(kind === 'redo' && { redo: true }) };
      const attemptId = await store.startRevert(taskId, wish);
      const outcome = { paths: [], landings: [reverted], parts: [], met: [], stale: [], ...(notes && { notes }) };
      await store.finish(await fixture.claim(attemptId), { kind: 'reverted', ...at, ...outcome }, writeOf());
      const landing = { attemptId, kind, subtaskId: null, ...at, reverts: [reverted] };
      await fixture.commit(taskId, { settled: [attemptId], landings: [landing] });
      return attemptId;
    };
    expect(await store.landingNotes(taskId)).toEqual([]);
    await land(1, [noteOf('a', 'first'), noteOf('b')]);
    const last = await land(2, [noteOf('a', 'second')]);
    await land(3);
    expect(await store.landingNotes(taskId)).toEqual([noteOf('b'), noteOf('a', 'second')]);
    const undo = await takeBack('undo', last, [noteOf('b', 'undone')]);
    expect(await store.landingNotes(taskId)).toEqual([noteOf('a', 'first'), noteOf('b', 'undone')]);
    await takeBack('redo', undo);
    expect(await store.landingNotes(taskId)).toEqual([noteOf('b'), noteOf('a', 'second')]);
  });
});
