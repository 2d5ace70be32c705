import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isTaskEnded, type SubtaskSpec } from '#domain';
import { type Attempt } from './index.js';
import { asks, done, extracted, failure, landed, planned, spec, taken, verdict, World } from './world.fixture.js';

it('comes to an end within bounds from any plan, outcomes, order and wishes, and breaks no rule on the way', () => {
  const plans = fc
    .integer({ min: 1, max: 6 })
    .chain((n) =>
      fc.tuple(...Array.from({ length: n }, (_, i) => fc.subarray(Array.from({ length: i }, (_x, j) => `s${j}`)))),
    )
    .map((dependencies) => dependencies.map((d, i) => spec(`s${i}`, d)));
  const luck = fc.infiniteStream(fc.nat({ max: 999 }));
  fc.assert(
    fc.property(plans, luck, fc.constantFrom('auto' as const, 'manual' as const), (subtasks, stream, approvalMode) => {
      const next = (below: number): number => (stream.next().value as number) % below;
      const world = new World({ approvalMode });
      let commits = 0;
      const approvedHeads = new Set<string>();
      for (let step = 0; !isTaskEnded(world.state.status); step++) {
        expect(step, 'the task must end').toBeLessThan(3000);
        world.settle();
        check(world);
        for (const { stage, input } of world.open)
          if (stage === 'land' && input.approvedSensitive)
            expect(approvedHeads, 'a person has approved that head').toContain(input.head);
        if (isTaskEnded(world.state.status)) break;
        // A cancel is final: nobody can wish for anything else behind it.
        if (next(40) === 0 && world.state.wish !== 'cancel') {
          world.state = { ...world.state, wish: (['run', 'pause', 'run', 'cancel'] as const)[next(4)] ?? 'run' };
          continue;
        }
        const gated = world.state.subtasks.find((s) => s.approval === 'requested');
        if (world.open.length === 0) {
          if (world.state.wish === 'pause') world.state = { ...world.state, wish: 'run' };
          else if (gated) {
            const approval = next(4) === 0 ? 'rejected' : 'approved';
            if (approval === 'approved' && gated.sensitive) approvedHeads.add(gated.sensitive.head);
            world.state = {
              ...world.state,
              subtasks: world.state.subtasks.map((s) => (s.id === gated.id ? { ...s, approval } : s)),
            };
          } else {
            expect(world.state.wish, 'something must run, wait or have ended').not.toBe('run');
          }
          continue;
        }
        const attempt = world.open[next(world.open.length)] as Attempt;
        if (attempt.state === 'queued' && next(2) === 0) world.claim(attempt.id);
        else world.end(attempt.id, randomOutcome(attempt, subtasks, next, `c${++commits}`));
      }
      expect(world.open.filter((a) => a.stage !== 'revert')).toEqual([]);
      const error = world.events.at(-1)?.data?.['error'];
      if (world.state.status === 'failed') expect(error).toMatch(/\S+/);
      if (world.state.status === 'completed')
        expect(world.state.subtasks.every((s) => s.status === 'completed')).toBe(true);
    }),
    { numRuns: 200 },
  );
});

function check(world: World): void {
  const done = new Set(world.state.subtasks.filter((s) => s.status === 'completed').map((s) => s.id));
  for (const subtask of world.state.subtasks) {
    if (subtask.phase === 'executing')
      expect(
        subtask.dependsOn.every((id) => done.has(id)),
        `${subtask.id} runs too early`,
      ).toBe(true);
    const open = world.open.filter((a) => a.subtaskId === subtask.id);
    expect(open.length, `attempts at ${subtask.id} at once`).toBeLessThanOrEqual(1);
  }
  if (isTaskEnded(world.state.status)) expect(world.open).toEqual([]);
  const last = world.events
    .map((e) => e.type)
    .filter((t) => ['task_completed', 'task_failed', 'task_cancelled'].includes(t));
  expect(last.length).toBe(isTaskEnded(world.state.status) ? 1 : 0);
}

function randomOutcome(
  attempt: Attempt,
  subtasks: SubtaskSpec[],
  next: (below: number) => number,
  commit: string,
): Attempt['outcome'] {
  const codes = ['stuck', 'out_of_turns', 'model_unreachable', 'blocked', 'internal_error', 'limit_reached'] as const;
  const code = codes[next(codes.length)] ?? 'stuck';
  const failed = { kind: 'failed', failure: failure(code, code === 'model_unreachable') } as const;
  const lucky = next(3) > 0;
  switch (attempt.stage) {
    case 'snapshot':
      return next(20) === 0 ? failed : taken;
    case 'plan':
      return lucky ? planned(...subtasks) : failed;
    case 'execute':
      if (next(6) === 0) return asks(commit);
      return lucky ? done(commit) : failed;
    case 'verify':
      if (next(5) === 0) {
        const said = next(2) === 0 ? 'unreadable_reply' : 'limit_reached';
        return { kind: 'inconclusive', failure: failure(said), checks: [] };
      }
      return verdict(lucky, lucky ? [] : ['wrong']);
    case 'land':
      // A third of all results changes sensitive files.
      if (Number(attempt.input.head.slice(1)) % 3 === 0 && !attempt.input.approvedSensitive)
        return { kind: 'needs_approval', because: 'it runs', paths: ['.envrc'] };
      return lucky
        ? landed(commit)
        : ((
            [
              { kind: 'merged', commit, tree: commit, paths: ['p'] },
              { kind: 'conflict', paths: ['p'], ours: '', theirs: '' },
              { kind: 'refused', because: 'protected', paths: ['p'] },
              failed,
            ] as const
          )[next(4)] ?? failed);
    case 'extract':
      return lucky ? extracted : failed;
    case 'revert':
      return { kind: 'nothing' };
  }
}
