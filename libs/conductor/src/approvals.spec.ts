import { describe, expect, it } from 'vitest';
import type { ApprovalMode } from '#domain';
import { nextDeadline } from './index.js';
import { asks, done, failure, landed, planned, POLICY, spec, taken, verdict, World } from './world.fixture.js';

function planIn(approvalMode: ApprovalMode, ...ids: string[]): World {
  const world = new World({ approvalMode });
  world.settle();
  world.answer('snapshot', taken);
  world.answer('plan', planned(...ids.map((id) => spec(id))));
  return world;
}

/** A pass of which the verifier is so sure; with nothing else known but the first try, 0.3 and 0.2 are the weights. */
const passedWith = (confidence: number) => {
  const passed = verdict(true);
  return passed.kind === 'inconclusive' ? passed : { ...passed, verdict: { ...passed.verdict, confidence } };
};
const landing = (world: World) => world.open.find((a) => a.stage === 'land');
const requests = (world: World) => world.events.filter((e) => e.type === 'approval_requested');

describe('a command that has to be approved', () => {
  it('parks its attempt without an owner, while other work goes on, and takes it up again with the answer', () => {
    const world = planIn('manual', 'a', 'b');
    world.answer('execute', asks('rm -r build'), 'a');
    expect(world.subtask('a')).toMatchObject({ status: 'waiting_approval', phase: 'parked', approval: 'requested' });
    const data = { kind: 'command', command: 'rm -r build', risk: 'medium', reason: 'it takes something away' };
    expect(requests(world)).toMatchObject([{ subtaskId: 'a', data }]);
    expect(world.open.map((a) => a.subtaskId)).toEqual(['b']);
    expect(world.state.status).toBe('executing');
    expect(world.say('a', 'approved')).toBe(true);
    expect(world.open.filter((a) => a.subtaskId === 'a')).toMatchObject([{ number: 1, epoch: 2, state: 'queued' }]);
    expect(world.answers).toMatchObject([{ approved: true, hash: requests(world)[0]?.data?.['hash'] }]);
    expect(world.subtask('a')).toMatchObject({ status: 'running', phase: 'executing', approval: null, asked: null });
    expect(world.say('a', 'approved'), 'an answer is spent once').toBe(false);
  });

  it('leaves the task waiting when nothing else can go on, and takes no place among the parallel ones', () => {
    const world = planIn('manual', 'a', 'b', 'c', 'd');
    for (const id of ['a', 'b', 'c']) world.answer('execute', asks(`rm ${id}`), id);
    expect(world.open.map((a) => a.subtaskId)).toEqual(['d']);
    world.answer('execute', asks('rm d'), 'd');
    expect(world.state.status).toBe('waiting_approval');
    world.say('c', 'rejected', 'keep it');
    expect(world.answers).toMatchObject([{ approved: false, reason: 'keep it' }]);
    expect(world.state.status).toBe('executing');
  });

  it('is no longer waited for once there is an answer, though the plan has to be mended', () => {
    const world = planIn('manual', 'a', 'b');
    world.answer('execute', asks('rm a'), 'a');
    world.answer('execute', done('h1'), 'b');
    world.answer('verify', verdict(true), 'b');
    expect(world.state.status).toBe('waiting_approval');
    // The result of b fails by this, the attempt at a goes on.
    world.now += POLICY.approvalTimeoutMs;
    world.settle();
    expect(world.subtask('b').status).toBe('failed');
    expect(world.open.map((a) => a.subtaskId)).toEqual(['a']);
    expect(world.state).toMatchObject({ status: 'executing', idleMs: POLICY.approvalTimeoutMs, idleSince: null });
  });

  it('is refused when nobody answers in time, and not before', () => {
    const world = planIn('manual', 'a');
    world.answer('execute', asks('rm a'));
    expect(nextDeadline(world.state.subtasks)).toBe(1000 + POLICY.approvalTimeoutMs);
    world.now += POLICY.approvalTimeoutMs - 1;
    world.settle();
    expect(world.answers).toEqual([]);
    world.now++;
    world.settle();
    expect(world.answers).toMatchObject([{ approved: false, reason: 'nobody answered within 1 min' }]);
    expect(world.events.find((e) => e.type === 'approval_received')?.data).toMatchObject({
      approved: false,
      by: 'time',
    });
    expect(world.open).toHaveLength(1);
  });

  it.each(['cancel', 'fail'] as const)('is not run any more after a %s, and no answer is taken', (how) => {
    const world = planIn('manual', 'a', 'b');
    world.answer('execute', asks('rm a'), 'a');
    if (how === 'cancel') {
      world.state = { ...world.state, wish: 'cancel' };
      world.settle();
    } else world.answer('execute', { kind: 'failed', failure: failure('model_refused') }, 'b');
    expect(world.state.status).toBe(how === 'cancel' ? 'cancelled' : 'failed');
    expect(world.state.attempts).toEqual([]);
    expect(world.say('a', 'approved')).toBe(false);
    expect(world.answers).toEqual([]);
  });
});

describe('before a landing', () => {
  it.each([
    ['auto', 0.9, 'lands'],
    ['auto', 0.5, 'lands by itself'],
    ['auto', 0.1, 'waits'],
    ['confidence_threshold', 0.9, 'lands'],
    ['confidence_threshold', 0.5, 'waits'],
    ['manual', 1, 'waits'],
  ] as const)('%s at a verdict of %d %s', (mode, sure, what) => {
    const world = planIn(mode, 'a');
    world.state = { ...world.state, subtasks: [{ ...world.subtask('a'), failures: what === 'waits' ? 2 : 0 }] };
    world.answer('execute', done('h1'));
    world.answer('verify', passedWith(sure));
    expect(landing(world) !== undefined).toBe(what === 'lands');
    if (what === 'lands') return;
    const { asked } = world.subtask('a');
    expect(asked).toMatchObject({ about: 'landing', base: 'c0', head: 'h1' });
    expect(asked?.proceedAt).toBe(what === 'waits' ? null : 1000 + POLICY.autoProceedMs);
    world.now += POLICY.autoProceedMs;
    world.settle();
    expect(landing(world) !== undefined).toBe(what === 'lands by itself');
    if (what === 'waits') world.say('a', 'approved');
    expect(landing(world)).toBeDefined();
  });

  it('gives up what hardly anything speaks for, and says what is wrong with it', () => {
    const world = planIn('auto', 'a');
    world.state = { ...world.state, subtasks: [{ ...world.subtask('a'), failures: 2 }] };
    world.answer('execute', { ...done('h1'), failedToolCalls: 1, destructive: true });
    world.answer('verify', passedWith(0));
    expect(requests(world)).toEqual([]);
    expect(world.subtask('a').feedback.at(-1)).toMatchObject({ code: 'low_confidence' });
    expect(world.subtask('a').feedback.at(-1)?.issues.join()).toMatch(/2 tries had failed.*0 %.*took something away/);
  });

  it.each(['auto', 'confidence_threshold', 'manual'] as const)(
    '%s asks about what perhaps nobody wanted, once for each result, and takes a no into the retry',
    (mode) => {
      const world = planIn(mode, 'a');
      const doubt = { because: 'it deletes a.txt, and whether the goal asks for that is not clear', paths: ['a.txt'] };
      const checks = [{ name: 'files_kept', passed: true, detail: '', doubt }];
      const inDoubt = { ...passedWith(1), checks };
      world.answer('execute', done('h1'));
      world.answer('verify', inDoubt);
      expect(landing(world)).toBeUndefined();
      expect(world.subtask('a')).toMatchObject({ status: 'waiting_approval', phase: 'gated' });
      expect(requests(world)).toMatchObject([{ data: { risk: 'high', reason: doubt.because, paths: ['a.txt'] } }]);
      world.now += POLICY.autoProceedMs;
      world.settle();
      expect(landing(world)).toBeUndefined();
      world.say('a', 'rejected', 'keep it');
      expect(world.subtask('a').feedback.at(-1)).toMatchObject({
        ...{ source: 'person', issues: ['A person rejected the result: keep it'] },
        suggestion: expect.stringContaining('a.txt') as string,
      });
      world.answer('execute', done('h2'));
      world.answer('verify', inDoubt);
      world.say('a', 'approved');
      expect(landing(world)?.input).toMatchObject({ head: 'h2' });
      // Merged with other work, it is the same result.
      world.answer('land', { kind: 'merged', commit: 'm', tree: 't' });
      world.answer('verify', inDoubt);
      expect(landing(world)).toBeDefined();
      expect(requests(world)).toHaveLength(2);
    },
  );

  it('fails the subtask when nobody answers in time, and says what to do', () => {
    const world = planIn('manual', 'a');
    world.answer('execute', done('h1'));
    world.answer('verify', verdict(true));
    world.now += POLICY.approvalTimeoutMs;
    world.settle();
    expect(world.state.status).toBe('failed');
    expect(world.events.at(-1)?.data?.['error']).toMatch(/nobody answered within 1 min.*loom approvals.*loom retry/);
  });

  it('counts an approval for the result that was shown alone', () => {
    const world = planIn('manual', 'a');
    world.answer('execute', done('h1'));
    world.answer('verify', verdict(true));
    world.say('a', 'approved');
    world.answer('land', { kind: 'conflict', paths: ['p'], ours: '', theirs: '' });
    world.answer('execute', done('h2'));
    world.answer('verify', verdict(true));
    expect(landing(world)).toBeUndefined();
    const [first, second] = requests(world).map((e) => e.data?.['hash']);
    expect(first).not.toBe(second);
    world.say('a', 'approved');
    world.answer('land', landed('l1'));
    expect(world.subtask('a').status).toBe('completed');
  });
});

it('counts no time limit while only a person is waited for', () => {
  const limits = { tokens: null, modelCalls: null, seconds: 30 };
  const world = planIn('manual', 'a');
  world.state = { ...world.state, limits };
  world.now = 20_000;
  world.answer('execute', asks('rm a'));
  world.now += POLICY.approvalTimeoutMs - 1;
  world.settle();
  world.say('a', 'approved');
  expect(world.state).toMatchObject({ status: 'executing', idleMs: POLICY.approvalTimeoutMs - 1, idleSince: null });
  world.now += 10_001;
  world.settle();
  expect(world.state.status).toBe('failed');
});
