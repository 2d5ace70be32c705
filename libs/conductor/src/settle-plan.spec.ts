import { describe, expect, it } from 'vitest';
import { failure, planned, planWith, spec, taken, World } from './world.fixture.js';

const away = { kind: 'failed', failure: failure('model_unreachable', true) } as const;

function planning(): World {
  const world = new World();
  world.settle();
  world.answer('snapshot', taken);
  return world;
}

describe('a plan that could not be made', () => {
  it('is waited for while the model server is away, ever longer, and the reader hears why', () => {
    const world = planning();
    for (let n = 0; n < 3; n++) world.answer('plan', away);
    expect(world.state.status).toBe('planning');
    expect([...world.delays.values()].slice(1)).toEqual([0, 2000, 4000, 8000]);
    expect(world.events.at(-1)).toMatchObject({
      type: 'worker_waiting',
      data: { role: 'planner', code: 'model_unreachable', because: 'it was model_unreachable' },
    });
    world.answer('plan', planned(spec('a')));
    expect(world.subtask('a').status).toBe('running');
  });

  it('fails the task with the reason when the server stays away', () => {
    const world = planning();
    for (let n = 0; n < 4; n++) world.answer('plan', away);
    expect(world.state.status).toBe('failed');
    expect(world.events.at(-1)?.data?.['error']).toContain('was model_unreachable');
  });

  it('fails the task at once when only the user can mend it', () => {
    const world = planning();
    world.answer('plan', { kind: 'failed', failure: failure('model_refused') });
    expect(world.state.status).toBe('failed');
  });

  it('is waited for in the middle of a task, too', () => {
    const world = planWith(spec('a'));
    world.answer('execute', { kind: 'failed', failure: failure('blocked') });
    for (let n = 0; n < 3; n++) world.answer('execute', { kind: 'failed', failure: failure('blocked') });
    expect(world.state.status).toBe('planning');
    world.answer('plan', away);
    expect(world.state.status).toBe('planning');
    world.answer('plan', planned(spec('a')));
    expect(world.state.subtasks.map((s) => s.id)).toEqual(['a-v2']);
  });
});
