import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { goesFirst, isTaskEnded } from '#domain';
import { isHeldUp, isItsTurn, mergesOf, reverifiedOf, type Attempt, type Overtaken } from './index.js';
import { done, extracted, failure, landed, planned, planWith, spec, taken, verdict, World } from './world.fixture.js';

const FIRST = '00000000-0000-4000-8000-00000000000a';
const merged = (commit: string) => ({ kind: 'merged', commit, tree: commit, paths: ['x'] }) as const;
const beside = (world: World, ...overtaken: Overtaken[]): void => {
  world.state = { ...world.state, overtaken };
  world.settle();
};
const other = (merges: number, taskId = FIRST): Overtaken => ({ taskId, subtaskId: 'x', merges });
const landing = (world: World): (string | null)[] =>
  world.open.flatMap((a) => (a.stage === 'land' ? [a.subtaskId] : []));

describe('a result of another task on the workspace that was overtaken twice', () => {
  it('lands first, while work that is not about to land goes on', () => {
    const world = planWith(spec('a'), spec('b'), spec('c', ['a']));
    beside(world, other(2));
    world.answer('execute', done('h1'), 'a');
    world.answer('verify', verdict(true), 'a');
    world.answer('execute', done('h2'), 'b');
    expect(world.open.map((a) => `${a.stage} ${a.subtaskId ?? ''}`)).toEqual(['verify b']);
    expect([isHeldUp(world.state), world.state.status]).toEqual([true, 'executing']);
    world.answer('verify', verdict(true), 'b');
    expect([world.open, world.state.status]).toEqual([[], 'executing']);
    beside(world);
    expect(landing(world)).toEqual(['a', 'b']);
    expect(isHeldUp(world.state)).toBe(false);
  });

  it('waits itself for one that was overtaken more often, and of two in the same place one waits', () => {
    const world = planWith(spec('a'));
    const id = '00000000-0000-4000-8000-00000000000b';
    world.state = { ...world.state, id };
    world.answer('execute', done('h1'));
    world.answer('verify', verdict(true));
    for (const n of [1, 2]) {
      world.answer('land', merged(`m${n}`));
      if (n === 1) world.answer('verify', verdict(true));
    }
    beside(world, other(3), other(2, '00000000-0000-4000-8000-00000000000c'));
    world.answer('verify', verdict(true));
    expect(landing(world)).toEqual([]);
    beside(world, other(2));
    expect(landing(world)).toEqual([]);
    beside(world, other(2, '00000000-0000-4000-8000-00000000000c'));
    expect(landing(world)).toEqual(['a']);
  });

  it('keeps a new plan waiting until what is about to land has landed', () => {
    const world = planWith(spec('a'), spec('b'));
    beside(world, other(2));
    world.answer('execute', done('h1'), 'a');
    world.answer('verify', verdict(true), 'a');
    world.answer('execute', { kind: 'failed', failure: failure('model_refused') }, 'b');
    expect([world.subtask('b').status, world.state.status, world.open]).toEqual(['failed', 'executing', []]);
    beside(world);
    world.answer('land', landed('l1'), 'a');
    expect(world.subtask('a').status).toBe('completed');
  });
});

/** Tasks on one workspace; each landing there makes what was verified before it untrue. */
class Folder {
  private generation = 0;
  /** Up to which generation a result is merged, by task and subtask. */
  private readonly mergedAt = new Map<string, number>();
  /** Landings are made one after the other. */
  private readonly lands: { world: World; id: string }[] = [];

  constructor(readonly worlds: readonly World[]) {}

  /** Something ends, whatever it may be, and its task hears of it. */
  step(next: (below: number) => number): void {
    const open = this.worlds.flatMap((world) =>
      world.open.filter(({ stage }) => stage !== 'land').map((attempt) => ({ world, attempt })),
    );
    const n = next(open.length + (this.lands.length > 0 ? 1 : 0));
    const land = n === open.length ? this.lands.shift() : undefined;
    const world = land?.world ?? open[n]?.world;
    const attempt = land === undefined ? open[n]?.attempt : world?.open.find(({ id }) => id === land.id);
    if (!world || !attempt) return;
    this.see(world);
    world.end(attempt.id, this.outcomeOf(world, attempt));
    this.settle(world);
    for (const other of this.worlds) if (isHeldUp(other.state)) this.settle(other);
  }

  settle(world: World): void {
    this.see(world);
    world.settle();
    for (const { id, stage } of world.open)
      if (stage === 'land' && !this.lands.some((land) => land.world === world && land.id === id))
        this.lands.push({ world, id });
  }

  private see(world: World): void {
    const overtaken = this.worlds.filter((one) => one !== world).flatMap(overtakenIn);
    world.state = { ...world.state, overtaken };
  }

  private outcomeOf({ state }: World, { stage, subtaskId, number }: Attempt): Attempt['outcome'] {
    const result = `${state.id} ${subtaskId ?? ''}`;
    switch (stage) {
      case 'snapshot':
        return taken;
      case 'plan':
        return planned(spec('a'), spec('b'), spec('c', ['a']));
      case 'execute':
        this.mergedAt.set(result, this.generation);
        return done(`${result} ${number}`);
      case 'verify':
        return verdict(true);
      case 'land':
        if (!isItsTurn(state, subtaskId)) return { kind: 'held_up' };
        if (this.mergedAt.get(result) === this.generation) return landed(`l${++this.generation}`);
        this.mergedAt.set(result, this.generation);
        return merged(`${result} m${number}`);
      default:
        return extracted;
    }
  }
}

const overtakenIn = ({ state }: World): Overtaken[] =>
  state.subtasks
    .filter((one) => (one.phase === 'verifying' || one.phase === 'landing') && goesFirst(reverifiedOf(one)))
    .map((one) => ({ taskId: state.id, subtaskId: one.id, merges: mergesOf(one) }));

const asked = (worlds: readonly World[]): unknown[] =>
  worlds.flatMap(({ events }) => events.filter(({ type }) => type === 'approval_requested'));

it('asks nobody about what only the tasks themselves change, however many work in one folder', () => {
  const luck = fc.infiniteStream(fc.nat({ max: 9999 }));
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 6 }), luck, (count, stream) => {
      const worlds = Array.from(
        { length: count },
        (_, n) => new World({ id: `00000000-0000-4000-8000-00000000000${n}` }),
      );
      const folder = new Folder(worlds);
      for (const world of worlds) folder.settle(world);
      for (let step = 0; !worlds.every(({ state }) => isTaskEnded(state.status)); step++) {
        expect(step, 'the tasks must end').toBeLessThan(2000);
        folder.step((below) => (stream.next().value as number) % below);
        expect(asked(worlds)).toEqual([]);
      }
      expect(worlds.map(({ state }) => state.status)).toEqual(worlds.map(() => 'completed'));
    }),
    { numRuns: 40 },
  );
});
