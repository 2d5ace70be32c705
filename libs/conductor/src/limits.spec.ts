import { describe, expect, it } from 'vitest';
import { done, extracted, failure, landed, planWith, POLICY, spec, taken, verdict, World } from './world.fixture.js';

const limit = (world: World, modelCalls: number): void => {
  world.state = { ...world.state, limits: { tokens: null, modelCalls, seconds: null } };
};
const used = (world: World, modelCalls: number): void => {
  world.state = { ...world.state, modelCalls };
};
/** After the only subtask has landed, with 4 calls made. */
function landedWithin(modelCalls: number): World {
  const world = planWith(spec('a'));
  limit(world, modelCalls);
  world.answer('execute', done('h1'));
  used(world, 4);
  world.answer('verify', verdict(true));
  world.answer('land', landed('l1'));
  return world;
}
const error = (world: World): unknown => world.events.at(-1)?.data?.['error'];

describe('a task that may make no further model call', () => {
  it('lands what has passed, remembers nothing of it, and says that the last check is what it lacks', () => {
    const world = landedWithin(4);
    expect(world.subtask('a').status).toBe('completed');
    expect(world.events.map(({ type }) => type)).toContain('memory_incomplete');
    expect(error(world)).toMatch(
      /^Every subtask passed .* check of the whole goal\. The task has made 4 model calls of the 4/,
    );
    expect(world.started.some((id) => id.startsWith('extract'))).toBe(false);
  });

  it('is complete where the whole goal was checked, or nobody wants it to be', () => {
    const checked = planWith(spec('a'));
    limit(checked, 6);
    checked.answer('execute', done('h1'));
    checked.answer('verify', verdict(true));
    checked.answer('land', landed('l1'));
    checked.answer('extract', extracted);
    used(checked, 6);
    checked.answer('verify', verdict(true));
    expect(checked.state.status).toBe('completed');

    const unchecked = planWith(spec('a'));
    limit(unchecked, 3);
    unchecked.answer('execute', done('h1'));
    used(unchecked, 3);
    const settle = (stage: 'verify' | 'land', outcome: Parameters<World['end']>[1]): void => {
      unchecked.end(unchecked.open.find((a) => a.stage === stage)?.id ?? '', outcome);
      unchecked.settle({ ...POLICY, goalCheck: false });
    };
    settle('verify', verdict(true));
    settle('land', landed('l1'));
    expect(unchecked.state.status).toBe('completed');
  });

  it('keeps the last call for the check of the whole goal', () => {
    const world = landedWithin(5);
    expect(world.open.map(({ stage, subtaskId }) => [stage, subtaskId])).toEqual([['verify', null]]);
    used(world, 5);
    world.answer('verify', verdict(true));
    expect(world.state.status).toBe('completed');
  });

  it('says what the check of the whole goal has found, where no call is left to mend it', () => {
    const world = landedWithin(5);
    used(world, 5);
    world.answer('verify', verdict(false, ['b.txt is missing']));
    expect(error(world)).toMatch(
      /^The last check of the whole goal found: b\.txt is missing\. 1 of 1 subtasks passed, .* workspace\. The task has made 5 model calls of the 5/,
    );
  });

  it('says which subtask failed, and how many passed', () => {
    const world = planWith(spec('a'), spec('b'), spec('c', ['b']));
    world.answer('execute', done('h1'), 'a');
    world.answer('verify', verdict(true), 'a');
    world.answer('land', landed('l1'), 'a');
    world.answer('extract', extracted, 'a');
    limit(world, 6);
    used(world, 6);
    world.answer('execute', { kind: 'failed', failure: failure('model_refused'), head: 'h2' }, 'b');
    expect(error(world)).toMatch(
      /^The subtask "b" failed: .* 1 of 3 subtasks passed, .* The task has made 6 model calls/,
    );
  });

  it('waits for the calls that are under way, begins no other, and counts no failure', () => {
    const world = planWith(spec('a'), spec('b'), spec('c', ['a']));
    limit(world, 3);
    world.claim(world.open.find(({ subtaskId }) => subtaskId === 'b')?.id ?? '');
    used(world, 3);
    world.answer('execute', { kind: 'failed', failure: failure('limit_reached'), head: 'h1' }, 'a');
    expect(world.open.map(({ subtaskId }) => subtaskId)).toEqual(['b']);
    expect(world.state.status).toBe('executing');
    world.answer('execute', done('h2'), 'b');
    expect(world.state.status).toBe('failed');
    expect(error(world)).toMatch(/3 model calls of the 3/);
    expect(['a', 'b'].map((id) => world.subtask(id))).toMatchObject([
      { status: 'pending', failures: 0 },
      { status: 'pending', failures: 0 },
    ]);
  });

  it('is none where only a worker says so: its planner and the judge of its goal are asked so often and no more', () => {
    const unplanned = new World();
    unplanned.settle();
    unplanned.answer('snapshot', taken);
    let asked = 0;
    for (; unplanned.state.status === 'planning' && asked < 50; asked++)
      unplanned.answer('plan', { kind: 'failed', failure: failure('limit_reached') });
    expect([unplanned.state.status, asked]).toEqual(['failed', POLICY.maxPlanVersions + 2]);

    const judged = planWith(spec('a'));
    judged.answer('execute', done('h1'));
    judged.answer('verify', verdict(true));
    judged.answer('land', landed('l1'));
    judged.answer('extract', extracted);
    for (asked = 0; judged.state.status === 'executing' && asked < 50; asked++)
      judged.answer('verify', { kind: 'inconclusive', failure: failure('limit_reached'), checks: [] });
    expect([judged.state.status, asked]).toEqual(['failed', 3]);
  });

  it('still asks a person about a result that has passed', () => {
    const world = planWith(spec('a'));
    world.state = { ...world.state, approvalMode: 'manual' };
    limit(world, 3);
    world.answer('execute', done('h1'));
    used(world, 3);
    world.answer('verify', verdict(true));
    expect(world.state.status).toBe('waiting_approval');
    expect(world.say('a', 'approved')).toBe(true);
    world.answer('land', landed('l1'));
    expect(world.subtask('a').status).toBe('completed');
  });
});
