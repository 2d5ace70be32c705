import { describe, expect, it } from 'vitest';
import { isTaskEnded, type ExtractOutcome } from '#domain';
import { retryTask, type Attempt } from './index.js';
import { done, extracted, failure, landed, planned, planWith, spec, taken, verdict, World } from './world.fixture.js';

describe('whatFollows', () => {
  it('goes the whole road of one subtask and ends completed', () => {
    const world = planWith(spec('a'));
    world.answer('execute', done('h1'));
    world.answer('verify', verdict(true), 'a');
    world.answer('land', landed('l1'));
    expect(world.subtask('a').status).toBe('completed');
    world.answer('extract', extracted);
    world.answer('verify', verdict(true));
    expect(world.state.status).toBe('completed');
    expect(world.events.map((e) => e.type)).toEqual([
      'task_planning',
      'task_plan_ready',
      'task_executing',
      'subtask_started',
      'verification_started',
      'verification_passed',
      'subtask_landed',
      'subtask_completed',
      'verification_started',
      'verification_passed',
      'task_completed',
    ]);
  });

  it('starts independent subtasks together, and a dependent one only after the extraction of what it needs', () => {
    const world = planWith(spec('a'), spec('b'), spec('c', ['a', 'b']));
    expect(world.open.map((a) => a.subtaskId)).toEqual(['a', 'b']);
    for (const id of ['a', 'b']) {
      world.answer('execute', done(`h-${id}`), id);
      world.answer('verify', verdict(true), id);
      world.answer('land', landed(`l-${id}`), id);
    }
    expect(world.subtask('c').status).toBe('pending');
    world.answer('extract', extracted, 'a');
    world.answer('extract', { kind: 'failed', failure: failure('unreadable_reply') }, 'b');
    expect(world.subtask('c').status).toBe('running');
    expect(world.open[0]?.input).toMatchObject({ base: 'l-b' });
  });

  it.each<[string, ExtractOutcome, string | null]>([
    ['all that could be', extracted, null],
    [
      'nothing',
      { kind: 'failed', failure: { code: 'model_refused', because: 'status 400: no', retryable: false } },
      'Status 400: no.',
    ],
    ['less than all', { ...extracted, dropped: 2 }, '2 of 2 entries could not be used'],
    [
      'what a list said',
      { ...extracted, dropped: 1, makeshift: 'read from the lines of a list' },
      'read from the lines of a list; 1 of 1 entries could not be used',
    ],
  ])('says in the log why it is no more, where it remembers %s', (_, outcome, because) => {
    const world = planWith(spec('a'));
    world.answer('execute', done('h1'));
    world.answer('verify', verdict(true), 'a');
    world.answer('land', landed('l1'));
    world.answer('extract', outcome);
    const told = world.events.filter(({ type }) => type === 'memory_incomplete');
    expect(told.map(({ subtaskId, data }) => [subtaskId, data?.['because']])).toEqual(
      because === null ? [] : [['a', because]],
    );
    expect(world.events.at(-1)?.type).toBe('verification_started');
  });

  it('bases what comes next on the last landing, also where it hears of an earlier one after it', () => {
    const world = planWith(spec('a'), spec('b'), spec('c', ['a', 'b']));
    for (const id of ['a', 'b']) {
      world.answer('execute', done(`h-${id}`), id);
      world.answer('verify', verdict(true), id);
    }
    // The head that landed a was killed before it could say so.
    world.answer('land', { ...landed('l-b'), generation: 2 }, 'b');
    world.answer('land', { ...landed('l-a'), generation: 1 }, 'a');
    for (const id of ['a', 'b']) world.answer('extract', extracted, id);
    expect(world.open[0]?.input).toMatchObject({ base: 'l-b' });
  });

  it('retries a rejected attempt with the issues, climbing the ladder, then replans', () => {
    const world = planWith(spec('a'));
    const tiers: unknown[] = [];
    for (let n = 1; n <= 4; n++) {
      const attempt = world.open.find((a) => a.stage === 'execute');
      tiers.push(attempt?.stage === 'execute' ? attempt.input.rung.tier : null);
      world.answer('execute', done(`h${n}`));
      world.answer('verify', verdict(false, [`issue ${n}`]));
    }
    expect(tiers).toEqual([1, 1, 2, 3]);
    expect(world.state.status).toBe('planning');
    expect(world.events.find((e) => e.type === 'task_replanning')?.data?.['because']).toContain('issue 4');
    world.answer('plan', planned(spec('a')));
    expect(world.state.subtasks.map((s) => s.id)).toEqual(['a-v2']);
  });

  it('repeats only the verification when nobody can say, and never takes that for a pass', () => {
    const world = planWith(spec('a'));
    world.answer('execute', done('h1'));
    for (let n = 0; n < 3; n++)
      world.answer('verify', { kind: 'inconclusive', failure: failure('unreadable_reply'), checks: [] });
    expect(world.started.filter((id) => id.startsWith('execute'))).toHaveLength(1);
    expect(world.state.status).toBe('failed');
    expect(world.events.at(-1)?.data?.['error']).toContain('No verifier could say');
  });

  it('asks another judge, or the same in other words, where one could not say', () => {
    const world = planWith(spec('a'));
    world.answer('execute', done('h1'));
    const asked: unknown[] = [];
    for (let n = 0; n < 3; n++) {
      const [verify] = world.open;
      if (verify?.stage === 'verify') asked.push([verify.input.tier, verify.input.unheard]);
      world.answer('verify', { kind: 'inconclusive', failure: failure('unreadable_reply'), checks: [] });
    }
    expect(asked).toEqual([
      [1, undefined],
      [2, 1],
      [3, 2],
    ]);
  });

  it('leaves to a person what judges reject for a file that is there, where one answers for results', () => {
    const world = new World({ approvalMode: 'confidence_threshold' });
    world.settle();
    world.answer('snapshot', taken);
    world.answer('plan', planned(spec('a')));
    world.answer('execute', done('h1'));
    const denial = { ...failure('unreadable_reply'), because: 'the verifier denies what is there: a.txt' };
    for (let n = 0; n < 3; n++)
      world.answer('verify', { kind: 'inconclusive', failure: denial, checks: [], denied: ['a.txt'] });
    expect(world.state.status).toBe('waiting_approval');
    const asked = world.events.find(({ type }) => type === 'approval_requested')?.data;
    expect(asked).toMatchObject({ reason: denial.because, risk: 'high', paths: ['a.txt'] });
  });

  it('tells which files of the user the task does not see', () => {
    const world = new World({});
    world.settle();
    world.answer('snapshot', { ...taken, skipped: [{ path: 'big', reason: 'larger than 50 MiB' }] });
    expect(world.events).toContainEqual({
      type: 'task_planning',
      data: { left_out: 1, left_out_files: ['big: larger than 50 MiB'] },
    });
  });

  it('ends with the sentence of a refused model instead of trying on', () => {
    const world = planWith(spec('a'));
    const refused = {
      ...failure('model_refused'),
      because: 'the server has no model "x"',
      remedy: 'Run `ollama pull x`.',
    };
    world.answer('execute', { kind: 'failed', failure: refused });
    expect(world.state.status).toBe('failed');
    expect(world.events.at(-1)?.data?.['error']).toContain('ollama pull x');
  });

  it('lets a landing that has begun end before it cancels', () => {
    const world = planWith(spec('a'), spec('b'));
    world.answer('execute', done('h1'), 'a');
    world.answer('verify', verdict(true), 'a');
    const land = world.open.find((a) => a.stage === 'land') as Attempt;
    world.claim(land.id);
    world.state = { ...world.state, wish: 'cancel' };
    world.settle();
    expect(world.state.status).toBe('executing');
    expect(world.open.map((a) => a.id)).toEqual([land.id]);
    world.end(land.id, landed('l1'));
    world.settle();
    expect(world.state.status).toBe('cancelled');
    expect(world.events.map((e) => e.type)).toContain('subtask_landed');
    expect(world.open).toEqual([]);
  });

  it('lets a landing that a killed API left half done end before it cancels or fails', () => {
    for (const over of [{ wish: 'cancel' }, { limits: { tokens: null, modelCalls: null, seconds: 0 } }] as const) {
      const world = planWith(spec('a'));
      world.answer('execute', done('h1'), 'a');
      world.answer('verify', verdict(true), 'a');
      const land = world.open.find((a) => a.stage === 'land') as Attempt;
      // Claimed once, then taken back: the files may be in the user's folder already.
      const attempts = [{ ...land, state: 'queued', epoch: 2, begun: true } as Attempt];
      world.state = { ...world.state, ...over, attempts };
      world.settle();
      expect(world.open.map((a) => a.id)).toEqual([land.id]);
      expect(world.state.status).toBe('executing');
      world.end(land.id, landed('l1'));
      world.settle();
      expect(isTaskEnded(world.state.status)).toBe(true);
      expect(world.events.map((e) => e.type)).toContain('subtask_landed');
      expect(world.open).toEqual([]);
    }
  });

  it('starts nothing while paused and goes on where it was', () => {
    const world = planWith(spec('a'), spec('b', ['a']));
    world.state = { ...world.state, wish: 'pause' };
    world.settle();
    world.answer('execute', done('h1'));
    expect(world.state.status).toBe('paused');
    expect(world.open).toEqual([]);
    world.state = { ...world.state, wish: 'run' };
    world.settle();
    expect(world.open.map((a) => a.stage)).toEqual(['verify']);
  });

  it('stops at the limit of tokens with a sentence', () => {
    const world = new World({ limits: { tokens: 10, modelCalls: null, seconds: null }, tokens: 11 });
    world.settle();
    expect(world.state.status).toBe('failed');
    expect(world.events.at(-1)?.data?.['error']).toMatch(/11 tokens of the 10/);
  });

  it('lets a task that is retried have as much again of what it had used up, and its time anew', () => {
    const limits = { tokens: 10, modelCalls: 5, seconds: 1 };
    const world = new World({ limits, tokens: 11, modelCalls: 2 });
    world.settle();
    world.now = 7_000_000;
    const retry = (): void => {
      world.state = { ...world.state, ...retryTask(world.state, world.now)?.task };
    };
    retry();
    expect(world.state.limits).toEqual({ ...limits, tokens: 21 });
    world.settle();
    expect(world.state.status).toBe('planning');
    world.now += 1000;
    world.settle();
    expect(world.events.at(-1)?.data?.['error']).toMatch(/for the 1 seconds/);
    retry();
    world.settle();
    expect([world.state.status, world.state.limits.tokens]).toEqual(['planning', 21]);
  });

  it('replans when the last check finds the goal unmet, and fails when no version is left', () => {
    const world = planWith(spec('a'));
    for (let version = 1; version <= 3; version++) {
      if (version > 1) world.answer('plan', planned(spec('a')));
      world.answer('execute', done('h'));
      world.answer('verify', verdict(true));
      world.answer('land', landed(`l${version}`));
      world.answer('extract', extracted);
      world.answer('verify', verdict(false, ['no README']));
    }
    expect(world.state.status).toBe('failed');
    expect(world.events.at(-1)?.data?.['error']).toContain('no README');
  });

  it('goes on from what has landed when a failed task is retried', () => {
    const world = planWith(spec('a'));
    world.answer('execute', { kind: 'failed', failure: failure('model_refused') });
    const commit = retryTask(world.state, world.now);
    expect(commit).not.toBeNull();
    world.state = { ...world.state, status: 'executing' };
    world.state = { ...world.state, subtasks: [{ ...world.subtask('a'), ...commit?.subtasks.get('a') }] };
    world.settle();
    expect(world.subtask('a').status).toBe('running');
  });
});
