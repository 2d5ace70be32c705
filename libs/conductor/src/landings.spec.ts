import { describe, expect, it } from 'vitest';
import { heldForAPerson, done, landed, planWith, spec, verdict } from './world.fixture.js';

describe('a result on its way into the folder', () => {
  it('verifies a merged tree that nobody has seen before it lands', () => {
    const world = planWith(spec('a'));
    world.answer('execute', done('h1'));
    world.answer('verify', verdict(true));
    world.answer('land', { kind: 'merged', commit: 'm1', tree: 't1' });
    const verify = world.open[0];
    expect(verify?.stage === 'verify' && verify.input.head).toBe('m1');
    world.answer('verify', verdict(true));
    const land = world.open[0];
    expect(land?.stage === 'land' && land.input.verified).toEqual(['h1', 'm1']);
  });

  it('asks a person once the files have changed again after each verification, and lands as they are when told to', () => {
    const world = planWith(spec('a'));
    world.answer('execute', done('h1'));
    world.answer('verify', verdict(true));
    for (let n = 1; n <= 5; n++) {
      world.answer('land', { kind: 'merged', commit: `m${n}`, tree: `t${n}`, paths: ['notes.md'] });
      if (n < 5) world.answer('verify', verdict(true));
    }
    expect(world.open).toEqual([]);
    expect([world.state.status, world.subtask('a').phase]).toEqual(['waiting_approval', 'gated']);
    const asked = world.events.at(-1);
    expect(asked).toMatchObject({ type: 'approval_requested', data: { paths: ['notes.md'] } });
    expect(asked?.data?.['reason']).toContain('notes.md');
    const answer = (approval: 'approved' | 'rejected'): void => {
      world.state = { ...world.state, subtasks: [{ ...world.subtask('a'), approval, approvalReason: null }] };
      world.settle();
    };
    const before = world.state;
    answer('rejected');
    expect(world.subtask('a')).toMatchObject({ phase: 'executing', candidate: null, executions: 2 });
    world.state = before;
    answer('approved');
    const land = world.open[0];
    expect(land?.stage === 'land' && land.input).toMatchObject({ head: 'h1', acceptMerge: true });
    expect(land?.stage === 'land' && land.input.verified).toEqual(['h1', 'm1', 'm2', 'm3', 'm4']);
    const notes = [{ kind: 'install', path: 'uv.lock', says: 'run uv sync', command: 'uv sync' }] as const;
    world.answer('land', { ...landed('l1'), unverified: ['notes.md'], notes });
    const told = world.events.find((e) => e.type === 'subtask_landed');
    expect(told?.data).toMatchObject({ unverified: ['notes.md'], notes });
  });

  it('never takes an approval of the result for one of a merge', () => {
    const world = heldForAPerson();
    world.state = { ...world.state, subtasks: [{ ...world.subtask('a'), approval: 'approved' }] };
    world.settle();
    for (let n = 1; n <= 5; n++) {
      const land = world.open.find((a) => a.stage === 'land');
      expect(land?.stage === 'land' && land.input.acceptMerge).toBeUndefined();
      world.answer('land', { kind: 'merged', commit: `m${n}`, tree: `t${n}`, paths: ['x'] });
      if (n < 5) world.answer('verify', verdict(true));
    }
    expect([world.state.status, world.subtask('a').approval]).toEqual(['waiting_approval', 'requested']);
  });

  it('lets a result that was overtaken twice land before the others', () => {
    const world = planWith(spec('a'), spec('b'), spec('c'));
    world.answer('execute', done('h1'), 'a');
    world.answer('verify', verdict(true), 'a');
    for (const n of [1, 2]) {
      world.answer('land', { kind: 'merged', commit: `m${n}`, tree: `t${n}`, paths: ['x'] }, 'a');
      if (n === 1) world.answer('verify', verdict(true), 'a');
    }
    world.answer('execute', done('h2'), 'b');
    world.answer('verify', verdict(true), 'b');
    const landing = (): (string | null)[] =>
      world.open.flatMap((a) => (a.stage === 'land' ? [a.subtaskId] : [])).sort();
    expect(landing(), 'overtaken once').toEqual(['b']);
    world.answer('verify', verdict(true), 'a');
    world.answer('execute', done('h3'), 'c');
    world.answer('verify', verdict(true), 'c');
    expect(landing(), 'overtaken twice').toEqual(['a', 'b']);
    world.answer('land', landed('l1'), 'a');
    expect(landing()).toEqual(['b', 'c']);
  });

  it('makes a conflicting attempt again from the new tip with both changes', () => {
    const world = planWith(spec('a'));
    world.answer('execute', done('h1'));
    world.answer('verify', verdict(true));
    const found = { commit: 'with-the-users-change', generation: 0 };
    world.answer('land', { kind: 'conflict', paths: ['x'], ours: 'OURS', theirs: 'THEIRS', ...found });
    expect(world.subtask('a')).toMatchObject({ status: 'running', executions: 2, failures: 0, base: found.commit });
    expect(world.subtask('a').feedback[0]?.issues.join()).toMatch(/OURS.*THEIRS/s);
  });
});
