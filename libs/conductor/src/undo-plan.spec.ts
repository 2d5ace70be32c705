import { describe, expect, it } from 'vitest';
import { landingsToUndo, staleSubtasks, standingLandings, type LandingRecord } from './index.js';

const landing = (attemptId: string, subtaskId: string | null, over: Partial<LandingRecord> = {}): LandingRecord => ({
  attemptId,
  kind: 'subtask',
  subtaskId,
  before: `${attemptId}-before`,
  commit: `${attemptId}-after`,
  landedAt: '2026-01-01T00:00:00.000Z',
  revertedBy: null,
  parts: [],
  overwrote: [],
  ...over,
});
const undone = (attemptId: string, over: Partial<LandingRecord> = {}): LandingRecord =>
  landing(attemptId, null, { kind: 'undo', ...over });
const abort = { onConflict: 'abort' } as const;

describe('what an undo takes back', () => {
  it('is all that stands, newest first, and of one subtask only its own', () => {
    const all = [landing('l1', 'a'), landing('l2', 'b', { revertedBy: 'u1' }), undone('u1'), landing('l3', 'a')];
    expect(landingsToUndo(all, abort).map((l) => l.attemptId)).toEqual(['l3', 'l1']);
    expect(landingsToUndo(all, { ...abort, subtaskId: 'b' })).toEqual([]);
  });

  it('leaves out the paths that a standing undo has taken back already', () => {
    const parts = [{ landing: 'l1', paths: ['x'] }];
    const [once] = landingsToUndo([landing('l1', 'a'), undone('u1', { parts })], abort);
    expect(once?.except).toEqual(['x']);
    const more = undone('u2', { parts: [{ landing: 'l1', paths: ['y'] }] });
    const [twice] = landingsToUndo([landing('l1', 'a'), undone('u1', { parts }), more], abort);
    expect(twice?.except).toEqual(['x', 'y']);
    const [redone] = landingsToUndo([landing('l1', 'a'), undone('u1', { parts, revertedBy: 'r1' })], abort);
    expect(redone?.except).toBeUndefined();
  });

  it('is, for a redo, the last undo that stands, and nothing without one', () => {
    const all = [landing('l1', 'a'), undone('u1'), undone('u2'), undone('u3', { revertedBy: 'r1' })];
    const redo = { ...abort, redo: true } as const;
    const again = [...all, landing('r1', null, { kind: 'redo' })];
    expect(landingsToUndo(again, redo).map((l) => l.attemptId)).toEqual(['u2']);
    expect(landingsToUndo([landing('l1', 'a')], redo)).toEqual([]);
  });
});

it('names the subtasks that landed on what is gone, and neither earlier nor undone ones', () => {
  const all = [
    landing('l0', 'early'),
    landing('l1', 'a'),
    landing('l2', 'b'),
    landing('l3', 'c', { revertedBy: 'u1' }),
    landing('l4', 'a'),
  ];
  expect(staleSubtasks(all, ['l1'])).toEqual(['b']);
  expect(staleSubtasks(all, ['l0', 'l1'])).toEqual(['b']);
  expect(staleSubtasks(all, ['l4'])).toEqual([]);
  expect(staleSubtasks(all, [])).toEqual([]);
});

describe('what stands of the landings', () => {
  it('is all of them in order, without what undos took back, and of one subtask only its own', () => {
    const parts = [{ landing: 'l1', paths: ['x'] }];
    const all = [
      landing('l1', 'a'),
      landing('l2', 'b', { revertedBy: 'u2' }),
      landing('l3', 'c'),
      undone('u1', { parts }),
      undone('u2'),
    ];
    expect(standingLandings(all).map(({ attemptId, except }) => [attemptId, except])).toEqual([
      ['l1', ['x']],
      ['l3', undefined],
    ]);
    expect(standingLandings(all, 'c').map((l) => l.attemptId)).toEqual(['l3']);
    expect(standingLandings(all, 'b')).toEqual([]);
  });

  it('lacks what a forced undo of an older landing wrote over, and only that', () => {
    const force = undone('u1', { overwrote: ['x'] });
    const all = [
      landing('l1', 'a'),
      landing('l2', 'b', { revertedBy: 'u1' }),
      landing('l3', 'c'),
      force,
      landing('l4', 'd'),
    ];
    expect(standingLandings(all).map(({ attemptId, except }) => [attemptId, except])).toEqual([
      ['l1', undefined],
      ['l3', ['x']],
      ['l4', undefined],
    ]);
    const redone = [landing('l2', 'b'), landing('l3', 'c'), undone('u1', { overwrote: ['x'], revertedBy: 'r1' })];
    expect(standingLandings(redone).every((l) => l.except === undefined)).toBe(true);
  });
});
