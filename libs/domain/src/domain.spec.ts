import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  SUBTASK_ENDS,
  SUBTASK_MOVES,
  TASK_ENDS,
  TASK_MOVES,
  assertTaskMove,
  confidenceOf,
  cutOff,
  describePlanFault,
  faultsOfMoves,
  faultsOfPlan,
  findCycle,
  readySubtasks,
  repairPlan,
  rungOf,
  type SubtaskSpec,
} from './index.js';

const spec = (id: string, dependsOn: string[] = [], description = 'do it'): SubtaskSpec => ({
  id,
  description,
  dependsOn,
  modelTier: 1,
  verificationTier: 1,
  isCriticalPath: false,
  acceptanceCriteria: '',
  expectedOutputs: [],
  checks: [],
});

describe('the tables of moves', () => {
  it('reach every state and leave none without a way to an end', () => {
    expect(faultsOfMoves(TASK_MOVES, 'pending', TASK_ENDS)).toEqual([]);
    expect(faultsOfMoves(SUBTASK_MOVES, 'pending', SUBTASK_ENDS)).toEqual([]);
  });

  it('are found faulty when a state is cut off or has no way on', () => {
    const moves = { a: ['b'], b: [], c: ['a'], d: ['d'] } as const;
    expect(faultsOfMoves(moves, 'a', new Set(['b']))).toEqual([
      'nothing leads to "c"',
      'nothing leads to "d"',
      'no end is reachable from "d"',
    ]);
  });

  it('refuse a move that is not in them', () => {
    expect(() => assertTaskMove('completed', 'executing')).toThrow('cannot go from "completed" to "executing"');
  });
});

describe('plan checks', () => {
  it('name every fault at once', () => {
    const faults = faultsOfPlan([spec('a', ['b']), spec('b', ['a', 'zz']), spec('b'), spec('No Good', [], ' ')]);
    expect(faults.map(describePlanFault)).toEqual([
      'the id "b" is used more than once',
      'the id "No Good" is not lower-case words joined by hyphens',
      'the subtask "No Good" has no description',
      'the subtask "b" depends on "zz", which is not in the plan',
    ]);
    expect(faultsOfPlan([spec('a', ['b']), spec('b', ['a'])])).toContainEqual({ kind: 'cycle', path: ['a', 'b', 'a'] });
    expect(faultsOfPlan([])).toEqual([{ kind: 'empty' }]);
  });

  it('let new steps depend on completed ones', () => {
    expect(faultsOfPlan([spec('b', ['a'])], new Set(['a']))).toEqual([]);
  });

  const names = fc.oneof(
    fc.constantFrom('a', 'b', 'c', 'Step One', 'step-one', '', '../x', 'ä'),
    fc.string({ maxLength: 8 }),
  );
  const plans = fc.array(
    fc.record({
      id: names,
      dependsOn: fc.array(names, { maxLength: 4 }),
      description: fc.constantFrom('do', 'x', ' '),
    }),
    { maxLength: 12 },
  );

  it('find nothing left in a repaired plan, whatever it was, as long as a step has a description', () => {
    fc.assert(
      fc.property(plans, (raw) => {
        const { subtasks } = repairPlan(raw.map((r) => spec(r.id, r.dependsOn, r.description)));
        const faults = faultsOfPlan(subtasks);
        expect(faults).toEqual(raw.some((r) => r.description.trim() !== '') ? [] : [{ kind: 'empty' }]);
        expect(findCycle(subtasks)).toBeNull();
      }),
    );
  });

  it('leave a sound plan as it is', () => {
    const sound = [spec('a'), spec('b', ['a'])];
    expect(repairPlan(sound)).toEqual({ subtasks: sound, repairs: [] });
  });

  it('find a circle in a chain of thousands without running out of stack', () => {
    const chain = Array.from({ length: 20_000 }, (_, i) => spec(`s${i}`, [`s${(i + 1) % 20_000}`]));
    expect(findCycle(chain)).toHaveLength(20_001);
  });
});

describe('the scheduler', () => {
  const step = (id: string, dependsOn: string[], position: number, isCriticalPath = false) => ({
    id,
    dependsOn,
    position,
    isCriticalPath,
  });

  it('offers only what has all it needs, the critical path first, then what most wait for', () => {
    const steps = [
      step('a', [], 0),
      step('b', [], 1),
      step('c', [], 2, true),
      step('d', ['b'], 3),
      step('e', ['x'], 4),
    ];
    expect(readySubtasks(steps, new Set(['x'])).map((s) => s.id)).toEqual(['c', 'b', 'a', 'e']);
  });

  it('finds all that a lost step cuts off', () => {
    const steps = [step('a', [], 0), step('b', ['a'], 1), step('c', ['b'], 2), step('d', [], 3)];
    expect([...cutOff(steps, new Set(['a']))]).toEqual(['b', 'c']);
  });
});

describe('the retry ladder', () => {
  it('climbs from the planned tier to the top one', () => {
    expect([1, 2, 3, 4, 9].map((n) => rungOf(n, 1).tier)).toEqual([1, 1, 2, 3, 3]);
    expect(rungOf(4, 1)).toEqual({ tier: 3, fresh: true, think: true, budget: 2 });
  });
});

describe('confidence', () => {
  it('is the weighted mean of the parts that are known', () => {
    const all = { checks: [], verdict: null, failures: 0, maxFailures: 3, destructive: null, toolSuccess: null };
    expect(confidenceOf(all)).toBe(1);
    expect(confidenceOf({ ...all, verdict: 0.5 })).toBeCloseTo(0.7);
    expect(confidenceOf({ ...all, checks: [{ name: 'x', passed: false, detail: '' }] })).toBeCloseTo(0.4);
    expect(confidenceOf({ ...all, destructive: true })).toBeCloseTo(2 / 3);
    const ok = { name: 'x', passed: true, detail: '' };
    const note = { ...ok, proves: false, skipped: true };
    expect(confidenceOf({ ...all, verdict: 0.5, checks: [note] })).toBe(confidenceOf({ ...all, verdict: 0.5 }));
    const bad = { name: 'y', passed: false, detail: '' };
    expect(confidenceOf({ ...all, checks: [note, bad] })).toBe(confidenceOf({ ...all, checks: [bad] }));
    const whole = { ...all, checks: [ok], verdict: 0.8, failures: 1, destructive: false, toolSuccess: 0.5 };
    expect(confidenceOf(whole)).toBeCloseTo(0.3 + 0.24 + 0.2 * (2 / 3) + 0.1 + 0.05);
  });
});
