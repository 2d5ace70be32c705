import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Problem } from '#contracts';
import { accept, answer, call, finish, plan } from '#testing';
import { Hold, sharedLoom, write, writesOwnFile, type At, type Story } from './support/index.js';

/* What a key of loom.toml or its variable does, through a server that has no usual value left. */

const ROLES = ['planner', 'verifier', 'extractor'];
const loom = sharedLoom({
  config: {
    'models.main': { roles: ROLES },
    'models.worker': {
      ...{ model: 'worker', roles: ['executor'], max_tokens: 1500, temperature: 0.7, context_window: 16_384 },
      ...{ max_concurrency: 1, timeout_seconds: 2 },
    },
    execution: {
      ...{ max_subtask_retries: 0, max_tool_iterations: 3, max_loop_iterations: 3, max_plan_versions: 1 },
      ...{ auto_approve_confidence_threshold: 0.05, auto_proceed_seconds: 0 },
    },
    verification: { tier1_enabled: false, tier3_enabled: true, tier3_vote_count: 5 },
    sandbox: { shell_timeout_seconds: 1, network: true },
    workspace: { roots: ['~'] },
    logging: { level: 'warn' },
  },
  server: { models: ['scripted', 'worker'].map((name) => ({ name, loaded: true })) },
  env: {
    LOOM_MODELS_WORKER_THINK: 'true',
    LOOM_EXECUTION_MAX_PARALLEL_SUBTASKS: '1',
    LOOM_EXECUTION_MAX_TASK_TOKENS: '90000',
    LOOM_VERIFICATION_TIER2_ENABLED: 'false',
    LOOM_SANDBOX_MEMORY_MB: '512',
  },
});

const ended = async (goal: string, story: Story, body = {}) => {
  const task = await loom().begin(goal, story, { body });
  return { ...task, view: await loom().ended(task.id) };
};
const of = (role: At['role'], calls: readonly At[]): At[] => calls.filter((place) => place.role === role);

describe('[models.NAME]', () => {
  it('max_tokens, temperature, context_window and think are in every request to that model and to no other', async () => {
    const { calls, view } = await ended('ask the worker', { plan: ['one'], work: writesOwnFile });
    expect(view).toMatchObject({ status: 'completed', error: null });
    const asked = calls().map(({ role, request: { model, body } }) => {
      const { options = {}, think } = body as { options?: Record<string, number>; think?: unknown };
      return [role, model, options['num_predict'], options['temperature'], options['num_ctx'], think];
    });
    expect(asked.filter(([role]) => role === 'executor')).toEqual(
      of('executor', calls()).map(() => ['executor', 'worker', 1500, 0.7, 16_384, true]),
    );
    for (const [, model, ...options] of asked.filter(([role]) => role !== 'executor'))
      expect([model, options]).not.toEqual(['worker', [1500, 0.7, 16_384, true]]);
  });

  it('timeout_seconds ends a request, which is made again; max_concurrency keeps another task waiting until then', async () => {
    const held = Hold.on('executor', 'one');
    const first = await loom().begin('never answered', { plan: ['one'], work: writesOwnFile, holds: [held] });
    const request = await held.reached();
    const second = await loom().begin('has to wait', { plan: ['one'], work: writesOwnFile });
    await loom().until(second.id, 'subtask_started');
    await request.aborted;
    const over = Date.now();
    for (const { id } of [first, second]) expect((await loom().ended(id)).status).toBe('completed');
    expect(over - request.at).toBeGreaterThan(1_900);
    expect(over - request.at).toBeLessThan(12_000);
    const next = [...of('executor', first.calls()).slice(1), ...of('executor', second.calls())];
    // What the server hears of the end, it hears a moment before this process does.
    expect(Math.min(...next.map(({ request: { at } }) => at))).toBeGreaterThan(over - 50);
  });
});

describe('[execution]', () => {
  it('max_tool_iterations and max_plan_versions: so many turns, then no other plan', async () => {
    const { calls, view, id } = await ended('look on for ever', {
      plan: ['one'],
      work: ({ turn }) => call('list_directory', { path: turn % 2 === 0 ? '.' : 'scratch://' }),
    });
    expect(view).toMatchObject({ status: 'failed', error: expect.stringContaining('1 version') as string });
    expect(of('executor', calls()).map(({ turn }) => turn)).toEqual([0, 1, 2]);
    expect((await loom().events(id)).map(({ event_type }) => event_type)).not.toContain('task_replanning');
  });

  it('max_loop_iterations and max_parallel_subtasks: one at a time, and work is begun so often', async () => {
    const { calls, view, files } = await ended('too many steps', {
      plan: ['a', 'b', 'c', 'd', 'e'],
      work: writesOwnFile,
    });
    expect(view).toMatchObject({ status: 'failed', error: expect.stringMatching(/max_loop_iterations = 3/) as string });
    expect(files()).toEqual({ 'a.txt': 'a\n', 'b.txt': 'b\n', 'c.txt': 'c\n' });
    // What was learned of one is written down while the next one is at work.
    const begun = calls().filter(({ role }) => role === 'executor' || role === 'verifier');
    expect(begun.map(({ subtask }) => subtask).filter((name, n, all) => name !== all[n - 1])).toEqual(['a', 'b', 'c']);
  });

  it('max_task_tokens bounds a task that names no limit of its own', async () => {
    const spent = { promptTokens: 90_000, completionTokens: 1 };
    const dear: Story = { plan: () => ({ ...plan(['one']), usage: spent }), work: writesOwnFile };
    expect((await ended('too dear', dear)).view).toMatchObject({
      status: 'failed',
      error: expect.stringMatching(/90001 tokens.*90000/) as string,
    });
    expect((await ended('dear', dear, { limits: { tokens: 200_000 } })).view.status).toBe('completed');
  });
});

describe('[verification]', () => {
  it('tier1 and tier2 off: what was said to be made is not looked for, and no model is asked', async () => {
    const { calls, view } = await ended('as they say', {
      plan: [{ id: 'one', expected_outputs: ['promised.txt'], checks: ['false'] }],
      work: writesOwnFile,
      judge: () => answer('nobody asks'),
    });
    expect([view.status, of('verifier', calls())]).toEqual(['completed', []]);
  });

  it('tier3_vote_count: as many voters as make a majority; auto_approve_confidence_threshold: enough of them lands it', async () => {
    const { calls, view, id } = await ended(
      'put to the vote',
      { plan: [{ id: 'one', verification_tier: 3 }], work: writesOwnFile, judge: () => accept(0.3) },
      { approval_mode: 'confidence_threshold' },
    );
    expect([view.status, of('verifier', calls()).length]).toEqual(['completed', 3]);
    expect((await loom().events(id)).map(({ event_type }) => event_type)).not.toContain('approval_requested');
  });
});

describe('[sandbox]', () => {
  it('shell_timeout_seconds ends a command; memory_mb and network are what it finds', async () => {
    const commands = ['cat /proc/net/dev; echo "data $(ulimit -d)" > found.txt; cat found.txt', 'sleep 30; echo awake'];
    const { calls, view, files } = await ended('look around', {
      plan: ['one'],
      work: ({ turn }) => {
        const command = commands[turn];
        return command === undefined ? finish('Looked.') : call('shell_execute', { command });
      },
    });
    expect(view).toMatchObject({ status: 'completed', error: null });
    const said = of('executor', calls()).map(({ request }) => request.messages.at(-1)?.content ?? '');
    expect(said[2]).toMatch(/"success": ?false/);
    expect(said[2]).toMatch(/1 s/);
    expect(said[2]).not.toContain('awake\\n');
    if (!existsSync('/usr/bin/bwrap')) return;
    expect(files()).toEqual({ 'found.txt': `data ${512 * 1024}\n` });
    expect(said[1]).toMatch(/\beth0:|\b(?!lo:)\w+:/);
  });
});

describe('[workspace]', () => {
  it('default_path is where relative folders are, and roots bound where any may be', async () => {
    mkdirSync(join(loom().workspace, 'sub'));
    loom().tell('below the default', {
      plan: ['one'],
      work: ({ turn }) => (turn === 0 ? write('a.txt', 'a\n') : undefined),
    });
    const id = await loom().submit('below the default', { workspace: 'sub' });
    expect(await loom().ended(id)).toMatchObject({ status: 'completed', workspace: join(loom().workspace, 'sub') });
    expect(loom().files()).toEqual({ 'sub/a.txt': 'a\n' });
    const outside = mkdtempSync(join(tmpdir(), 'loom-outside-'));
    const refused = await loom().call<Problem>('POST', '/tasks', { goal: 'x', workspace: outside });
    expect([refused.status, refused.body.errors]).toEqual([
      400,
      [{ pointer: '/workspace', detail: expect.any(String) as string }],
    ]);
    expect(refused.text).toContain('roots');
  });
});

it('[logging] level and event_log_path: what is less is not written, and the rest is there', () => {
  const lines = loom().log().trim().split('\n');
  const levels = lines.map((line) => (JSON.parse(line) as { level: string }).level);
  expect([...new Set(levels)].sort()).toEqual(expect.arrayContaining(['warn']) as string[]);
  expect(levels).not.toContain('info');
});
