import { describe, expect, it } from 'vitest';
import { type Attempt } from './index.js';
import { heldForAPerson, done, planWith, spec, verdict } from './world.fixture.js';

describe('a person who is asked', () => {
  it('waits for a person in manual mode, and sends a rejection into a retry', () => {
    const world = heldForAPerson();
    expect(world.state.status).toBe('waiting_approval');
    world.state = {
      ...world.state,
      subtasks: [{ ...world.subtask('a'), approval: 'rejected', approvalReason: 'use tabs' }],
    };
    world.settle();
    expect(world.state.status).toBe('executing');
    expect(world.subtask('a').feedback[0]?.issues.join()).toContain('use tabs');
  });

  it('lets nobody but a person land a sensitive change, and takes that answer for this one result', () => {
    const world = planWith(spec('a'));
    const needs = { kind: 'needs_approval', because: 'it runs', paths: ['.envrc'] } as const;
    const answer = (approval: 'approved' | 'rejected', approvalReason: string | null): void => {
      world.state = { ...world.state, subtasks: [{ ...world.subtask('a'), approval, approvalReason }] };
      world.settle();
    };
    const landing = (): Attempt => world.open.find((a) => a.stage === 'land') as Attempt;
    world.answer('execute', done('h1'));
    world.answer('verify', verdict(true));
    expect(landing().input).toMatchObject({ head: 'h1', approvedSensitive: false });
    world.answer('land', needs);
    expect([world.state.status, world.subtask('a').status]).toEqual(['waiting_approval', 'waiting_approval']);
    expect(world.events.at(-1)).toMatchObject({
      type: 'approval_requested',
      data: { risk: 'high', reason: 'it runs: .envrc' },
    });
    world.settle();
    expect(world.open).toEqual([]);
    answer('rejected', 'never');
    expect(world.subtask('a').feedback.at(-1)).toMatchObject({
      source: 'person',
      issues: [expect.stringContaining('never')],
    });
    expect(world.subtask('a').feedback.at(-1)?.suggestion).toContain('.envrc');
    world.answer('execute', done('h2'));
    world.answer('verify', verdict(true));
    expect(landing().input).toMatchObject({ head: 'h2', approvedSensitive: false });
    world.answer('land', needs);
    answer('approved', null);
    expect(landing().input).toMatchObject({ head: 'h2', approvedSensitive: true });
    // Merged with other work, verified again: the same result still.
    world.answer('land', { kind: 'merged', commit: 'm', tree: 't' });
    world.answer('verify', verdict(true));
    expect(landing().input).toMatchObject({ head: 'h2', approvedSensitive: true });
    world.answer('land', { kind: 'conflict', paths: ['p'], ours: '', theirs: '' });
    world.answer('execute', done('h3'));
    world.answer('verify', verdict(true));
    expect(landing().input).toMatchObject({ head: 'h3', approvedSensitive: false });
  });

  it('does not take an approval of the result for one of its sensitive files', () => {
    const world = heldForAPerson();
    world.state = { ...world.state, subtasks: [{ ...world.subtask('a'), approval: 'approved' }] };
    world.settle();
    expect(world.open.find((a) => a.stage === 'land')?.input).toMatchObject({ approvedSensitive: false });
    world.answer('land', { kind: 'needs_approval', because: 'it runs', paths: ['.envrc'] });
    expect([world.state.status, world.subtask('a').approval]).toEqual(['waiting_approval', 'requested']);
  });
});
