import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { ModelView, NewEntry, PlanWork, StageJob, VerifierTrialView } from '#contracts';
import { HttpWorkerLink } from '#worker-link';
import { ableModel, accept, answer, reject, textOf, type PlayedAbilities } from '#testing';
import { startLoom, startRedis, write, type TestLoom } from './support/index.js';

const statsOf = async (loom: TestLoom, name: string): Promise<ModelView['stats']> => {
  const { body } = await loom.call<ModelView[]>('GET', '/models');
  return body.find((model) => model.name === name)?.stats ?? [];
};

describe('what models have done', () => {
  it('is kept per role and tier over a restart, shown, and sends work past a model that mostly fails', async () => {
    const common = { max_concurrency: 4, timeout_seconds: 30, roles: ['executor'] };
    const loom = await startLoom({
      config: {
        'models.main': { model: 'head', roles: ['planner', 'verifier', 'extractor'] },
        'models.weak': { ...common, model: 'weak' },
        'models.good': { ...common, model: 'good', tier: 2 },
      },
      server: { models: ['head', 'good', 'weak'].map((name) => ({ name, loaded: true })) },
      story: {
        plan: ['only'],
        work: (place) =>
          place.turn === 0 ? write('only.txt', place.request.model === 'weak' ? 'wrong\n' : 'right\n') : undefined,
        judge: ({ text }) => (text.includes('+wrong') ? reject('only.txt is wrong') : undefined),
      },
    });
    const workers = async (): Promise<string[]> => {
      const before = loom.calls().length;
      const folder = mkdtempSync(join(loom.home, 'folder-'));
      const id = await loom.submit('write it', { workspace: folder });
      expect(await loom.ended(id)).toMatchObject({ status: 'completed', error: null });
      const first = loom
        .calls()
        .slice(before)
        .filter(({ role, turn }) => role === 'executor' && turn === 0);
      return first.map(({ request }) => request.model);
    };
    for (let n = 0; n < 3; n++) expect(await workers()).toEqual(['weak', 'weak', 'good']);
    await loom.restart();
    expect(await workers()).toEqual(['good']);

    const counts = { role: 'executor', tier: 1, successes: 0, failures: 6, success_rate: 0, retries: 3 };
    expect(await statsOf(loom, 'weak')).toEqual([expect.objectContaining(counts)]);
    const better = { role: 'executor', tier: 2, successes: 4, failures: 0, success_rate: 1, retries: 3 };
    expect(await statsOf(loom, 'good')).toEqual([expect.objectContaining(better)]);
    expect((await statsOf(loom, 'main')).map(({ role }) => role)).toEqual(['extractor', 'planner', 'verifier']);

    // Another context, or another time to keep it, would have Ollama load the model anew.
    for (const name of ['head', 'weak', 'good']) {
      const asked = [...loom.model.requests, ...loom.model.checks].filter(({ model }) => model === name);
      const loads = asked.map(({ body }) => [(body['options'] as { num_ctx?: number }).num_ctx, body['keep_alive']]);
      expect([...new Set(loads.map((load) => JSON.stringify(load)))]).toEqual(['[8192,"30m"]']);
    }

    const shown = await loom.cli(['models', '--stats', '--config', loom.configPath]);
    expect(shown.stdout).toMatch(/^NAME +MODEL +ROLE +TIER +GOOD +BAD +SUCCESS +RETRIES/m);
    expect(shown.stdout).toMatch(/^weak +weak +executor +1 +0 +6 +0 % +3 /m);
    const json = await loom.cli(['models', '--stats', '--json', '--config', loom.configPath]);
    expect(JSON.parse(json.stdout)).toContainEqual(expect.objectContaining({ name: 'good', ...better }));
  }, 240_000);

  it('counts an outcome once, however often a worker delivers it', async () => {
    const url = await startRedis();
    const loom = await startLoom({ config: { redis: { url } }, args: ['--roles', 'none'] });
    const taskId = await loom.submit('plan this');
    await loom.until(taskId, 'task_planning');
    const link = new HttpWorkerLink({ url: loom.url, version: '0.1.0' });
    const job: StageJob = { stage: 'plan', taskId, attempt: 1, epoch: 1, priority: 5 };
    // The event comes before the snapshot that the planner waits for.
    const claimed = await vi.waitUntil(
      async () => {
        const answer = await link.claim(job, 'by-hand');
        return answer.kind === 'claimed' ? answer : null;
      },
      { timeout: 30_000, interval: 50 },
    );
    const { lease } = claimed;
    expect((claimed.work as PlanWork).experience).toEqual([]);
    const reply: NewEntry = {
      kind: 'reply',
      message: { role: 'assistant', content: 'I cannot', toolCalls: [] },
      model: { name: 'main', model: 'scripted', tier: 1, endpoint: 'far:11434' },
      ...{ usage: { promptTokens: 70, completionTokens: 7, estimated: false }, finish: 'stop' },
      ...{ tookMs: 1500, firstTokenMs: null, notes: [] },
    };
    await link.record(lease, [{ ...reply, n: 1, at: new Date().toISOString() }], 0);
    const outcome = {
      kind: 'failed',
      failure: { code: 'unreadable_reply', because: 'no plan', retryable: false },
    } as const;
    for (let n = 0; n < 3; n++) expect((await link.finish(lease, outcome)).kind).toBe('held');
    const seen = { name: 'main', healthy: true, loaded: null, latencyMs: 1, contextWindow: 1, detail: '' };
    await link.heartbeat(
      {
        ...{ id: 'by-hand', host: 'far', version: '0.1.0', roles: ['planner'], concurrency: 1, active: 0 },
        models: [{ ...seen, endpoint: 'far:11434' }],
      },
      [
        {
          ...{ endpoint: 'far:11434', model: 'scripted', fingerprint: 'f', at: new Date().toISOString() },
          ...{ by: 'practice', shown: { tools: 'text' }, refused: ['tools'], taken: [], unknown: [], gaveWay: false },
        },
      ],
    );
    // Another worker that reaches the same server hears of it with its next beat.
    const other = { id: 'other', host: 'near', version: '0.1.0', roles: [], concurrency: 1, active: 0 };
    const heard = await link.heartbeat({ ...other, models: [{ ...seen, endpoint: 'far:11434' }] }, []);
    expect(heard.profiles).toMatchObject([{ model: 'scripted', tools: 'text', refused: ['tools'] }]);
    expect((await link.heartbeat({ ...other, models: [] }, [])).profiles).toEqual([]);
    const counted = { role: 'planner', tier: 1, successes: 0, failures: 1, success_rate: 0, retries: 0 };
    expect(await statsOf(loom, 'main')).toEqual([
      { ...counted, prompt_tokens: 70, completion_tokens: 7, seconds: 1.5 },
    ]);
    await link.close();
  });
});

describe('what models can do', () => {
  const profileOf = async (loom: TestLoom, name: string): Promise<ModelView['profile']> =>
    (await loom.call<ModelView[]>('GET', '/models')).body.find((model) => model.name === name)?.profile ?? null;
  /** Nothing announces to a reader of the API what was found out. */
  const known = (loom: TestLoom, name: string, wanted: (profile: NonNullable<ModelView['profile']>) => boolean) =>
    vi.waitUntil(
      async () => {
        const profile = await profileOf(loom, name);
        return profile !== null && wanted(profile) ? profile : null;
      },
      { timeout: 30_000, interval: 50 },
    );
  const probed = (loom: TestLoom, name: string) => known(loom, name, (profile) => profile.probed_at !== null);

  it('is found out at a start, kept over a restart, used, shown, corrected on request, and overridden', async () => {
    const able: PlayedAbilities[] = [{ tools: 'words_only', schema: 'ignored' }];
    const loom = await startLoom({
      provider: 'openai_compatible',
      config: {
        'models.main': { probe_after_seconds: 0 },
        'models.fixed': { model: 'fixed', roles: ['planner'], tier: 3, tools: 'text', probe_seconds: 0 },
      },
      server: {
        models: ['scripted', 'fixed'].map((name) => ({ name, loaded: true })),
        checks: (request) => ableModel(able[0])(request),
      },
      story: { plan: ['only'] },
    });
    const found = await probed(loom, 'main');
    expect(found).toMatchObject({ tools: 'text', schema: 'none', thinking: 'none', overridden: [], not_known: [] });
    expect(await profileOf(loom, 'fixed')).toMatchObject({ tools: 'text', overridden: ['tools'], probed_at: null });
    expect(await loom.ended(await loom.submit('do it'))).toMatchObject({ status: 'completed' });
    const turn = loom.model.requests.find(({ role }) => role === 'executor');
    expect([turn?.tools, turn?.system.includes('<tool_call>')]).toEqual([[], true]);
    // The script calls natively all the same, and work goes before the probe.
    await known(loom, 'main', ({ tools }) => tools === 'native');

    const asked = loom.model.checks.length;
    expect(new Set(loom.model.checks.map(({ model }) => model))).toEqual(new Set(['scripted']));
    await loom.restart();
    expect(await loom.ended(await loom.submit('do it again'))).toMatchObject({ status: 'completed' });
    expect(loom.model.checks.length).toBe(asked);
    const shown = await loom.cli(['models', '--config', loom.configPath]);
    expect(shown.stdout).toMatch(/^main .*tools, parallel calls, schema in the prompt, does not think/m);
    expect(shown.stdout).toMatch(/^fixed .*tools as text, by loom.toml: tools, not probed/m);
    const doctor = await loom.cli(['doctor', '--config', loom.configPath]);
    expect(doctor.stdout).toMatch(/✓ model main: scripted at .*tokens of context; tools, parallel calls/);

    able[0] = {};
    const again = await loom.cli(['models', '--probe', 'main', '--config', loom.configPath]);
    expect([again.code, again.stderr]).toEqual([0, expect.stringContaining('Asking main')]);
    expect(again.stdout).toMatch(/^main .*tools, parallel calls, obeys schemas/m);
    expect(await profileOf(loom, 'main')).toMatchObject({ schema: 'schema', probe_wanted: false });
    const wrong = await loom.cli(['models', '--probe', 'mian', '--config', loom.configPath]);
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringMatching(/There is no \[models.mian\].*main, fixed/s)]);
  }, 240_000);

  it('is found out by doctor --probe without a server, from this machine', async () => {
    const loom = await startLoom({
      serve: false,
      server: { checks: ableModel({ tools: 'never', thinking: 'always' }) },
    });
    const { code, stdout } = await loom.cli(['doctor', '--probe', '--config', loom.configPath]);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/! model main: .*calls no tools, .*always thinks/)]);
    expect(stdout).toContain('Take "executor" out of the roles of [models.main].');
  });

  it('cannot be asked for where no worker is', async () => {
    const url = await startRedis();
    const loom = await startLoom({ config: { redis: { url } }, args: ['--roles', 'none'] });
    const { code, stderr } = await loom.cli(['models', '--probe', '--config', loom.configPath]);
    expect([code, stderr]).toEqual([3, expect.stringContaining('workers probe models')]);
  });
});

describe('loom eval verifier', () => {
  const verifiers = ['believer', 'sceptic', 'careful'];
  const serve = () =>
    startLoom({
      config: {
        'models.main': { model: 'worker', roles: ['planner', 'executor', 'extractor'] },
        ...Object.fromEntries(
          verifiers.map((name) => [
            `models.${name}`,
            { model: name, roles: ['verifier'], max_concurrency: 1, timeout_seconds: 30 },
          ]),
        ),
      },
      server: { models: ['worker', ...verifiers].map((name) => ({ name, loaded: true })) },
      script: (request) => {
        if (request.role === 'executor') return answer('All of it is done and verified.');
        if (request.model === 'believer') return accept();
        if (request.model === 'sceptic') return reject('I do not believe it');
        // The careful one knows good work when it sees it.
        const text = textOf(request);
        const isGood = text.includes('(items + per_page - 1) // per_page') && text.includes('raise ValueError(');
        return isGood ? accept() : reject('a criterion is not met');
      },
      serve: false,
    });

  it('measures each verifier over seeded faults, keeps the rates without a server, and shows who is too lenient', async () => {
    const loom = await serve();
    const run = await loom.cli(['eval', 'verifier', '--case', 'page-count', '--json', '--config', loom.configPath]);
    expect([run.code, run.stderr.slice(-600)]).toEqual([0, expect.stringContaining('24/24')]);
    const rows = JSON.parse(run.stdout) as ({ verifier_name: string } & VerifierTrialView)[];
    const of = (name: string) => rows.find((row) => row.verifier_name === name);
    const asked = { faults: 7, sound: 1, caught_by_checks: 2, inconclusive: 0 };
    expect(of('believer')).toMatchObject({ ...asked, false_accept_rate: 1, false_reject_rate: 0, too_lenient: true });
    expect(of('sceptic')).toMatchObject({ ...asked, false_accept_rate: 0, false_reject_rate: 1, too_lenient: false });
    expect(of('careful')).toMatchObject({ ...asked, false_accepts: 0, false_rejects: 0, wrong: [] });
    expect(loom.model.unscripted).toEqual([]);
    // The claim is the worker's own, and the question is the one that work is judged by.
    const judged = loom.model.requests.find(({ role }) => role === 'verifier');
    expect(judged?.system).toMatch(/^You are the verifier of Loom/);
    expect(judged && textOf(judged)).toContain('All of it is done and verified.');

    await loom.serve();
    const { body } = await loom.call<ModelView[]>('GET', '/models');
    const believer = body.find(({ name }) => name === 'believer');
    expect(believer?.as_verifier).toMatchObject([{ false_accept_rate: 1, too_lenient: true }]);
    expect(believer?.detail).toContain('passes too many faults');
    const shown = await loom.cli(['models', '--config', loom.configPath]);
    expect(shown.stdout).toMatch(/^believer +worker +5\/5 100 %.*passes too many faults/m);

    const again = await loom.cli([
      'eval',
      'verifier',
      '--verifier',
      'careful',
      '--case',
      'wrong type',
      '--config',
      loom.configPath,
    ]);
    expect(again).toMatchObject({ code: 0 });
    const after = (await loom.call<ModelView[]>('GET', '/models')).body.find(({ name }) => name === 'careful');
    expect(after?.as_verifier).toMatchObject([{ faults: 1, sound: 0, false_reject_rate: null }]);
  }, 240_000);
});
