import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Dispatcher } from '#conductor';
import { LoomConfig, type ModelConfig } from '#config';
import { InProcessEventBus } from '#events';
import type { Roster } from '../roster.js';
import { STALLED_MS } from '../stalled.js';
import { EngineStore } from '../store.fixture.js';
import { CountedEvents } from './counted-events.js';
import { EngineCounts } from './engine-counts.js';
import { MetricsService } from './metrics.service.js';

let engine: EngineStore;
let counts: EngineCounts;
let redis: { reachable: boolean };
let metrics: MetricsService;
beforeEach(async () => {
  engine = await EngineStore.open();
  counts = new EngineCounts({ models: ['main'], tools: ['read_file'] });
  redis = { reachable: true };
  const dispatcher: Pick<Dispatcher, 'isReachable' | 'counts'> = {
    isReachable: async () => redis.reachable,
    counts: async () => {
      const none = { waiting: 0, active: 0, failed: 0 };
      return { plan: { ...none, waiting: 3 }, execute: none, verify: none, extract: none };
    },
  };
  const report = { name: 'main', loaded: null, latencyMs: 1, contextWindow: null, detail: '' };
  const card = {
    id: 'w',
    host: 'h',
    version: '1',
    lastSeenAt: '',
    concurrency: 4,
    active: 1,
    roles: ['executor'] as const,
  };
  const roster: Pick<Roster, 'present'> = {
    present: async () => [
      { ...card, models: [{ ...report, healthy: false }] },
      { ...card, models: [{ ...report, healthy: true }] },
    ],
  };
  const models = [{ name: 'main' }, { name: 'unseen' }] as unknown as ModelConfig[];
  const config = Object.assign(new LoomConfig(), { dataDir: engine.folder, models });
  metrics = new MetricsService(counts, engine.store, dispatcher as Dispatcher, roster as Roster, config);
});
afterEach(() => engine.close());

const shown = async (): Promise<string[]> => (await metrics.text({ streams: 2 })).text.split('\n');

it('shows what is under way in the database, the queues and among the workers', async () => {
  const { taskId } = await engine.executing();
  await engine.sent();
  const { attemptId } = await engine.executing();
  await engine.sent();
  engine.clock.now += 7_000;
  await engine.store.claim({ attemptId, epoch: 1 }, 'w', 't', 6_000);
  const still = await engine.task();
  engine.clock.now += STALLED_MS + 1;
  const lines = await shown();
  expect(lines).toEqual(
    expect.arrayContaining([
      'loom_up{part="database"} 1',
      'loom_up{part="redis"} 1',
      'loom_tasks_open{status="executing"} 2',
      'loom_tasks_open{status="pending"} 1',
      'loom_leases{stage="execute"} 1',
      'loom_leases{stage="land"} 0',
      'loom_outbox_jobs{state="unsent"} 0',
      'loom_outbox_jobs{state="unclaimed"} 1',
      'loom_outbox_oldest_seconds{state="unclaimed"} 37.001',
      'loom_tasks_stalled 1',
      'loom_queue_jobs{queue="loom-plan",state="waiting"} 3',
      'loom_workers{role="executor"} 2',
      'loom_workers{role="planner"} 0',
      'loom_worker_places{state="all"} 8',
      'loom_worker_places{state="busy"} 2',
      'loom_model_healthy{model="main"} 1',
      'loom_sse_readers 2',
    ]),
  );
  expect(lines.join('\n')).not.toContain('unseen');
  expect(lines.join('\n')).toMatch(/^loom_disk_free_bytes [1-9]/m);
  expect(lines.join('\n')).toMatch(/^loom_store_bytes\{part="database"\} [1-9]/m);
  // Measured behind whoever asks first.
  await expect.poll(async () => (await shown()).join('\n')).toContain('loom_store_bytes{part="trees"} 0');
  expect(await engine.store.stalledTasks(STALLED_MS)).toEqual([still]);
  expect(taskId).not.toBe(still);
});

it('says that the database or Redis is away, and shows nothing old of it', async () => {
  await engine.executing();
  await shown();
  redis.reachable = false;
  await engine.store.close();
  const text = (await shown()).join('\n');
  expect(text).toContain('loom_up{part="database"} 0');
  expect(text).toContain('loom_up{part="redis"} 0');
  expect(text).not.toMatch(/^loom_(?:tasks_open|leases|queue_jobs|workers|worker_places|model_healthy)\{/m);
});

it('is explained in the documentation, each metric and no other', async () => {
  const doc = readFileSync(new URL('../../../../../docs/operations.md', import.meta.url), 'utf8');
  const table = doc.slice(doc.indexOf('| metric'), doc.indexOf('Worth waking'));
  const named = (text: string): string[] => [...new Set(text.match(/\bloom_[a-z_]+/g))].sort();
  const own = counts.registry.getMetricsAsArray().flatMap(({ name }) => (name.startsWith('loom_') ? [name] : []));
  expect(named(table)).toEqual(own.sort());
  // Rules may ask for nothing else, but for the parts of a histogram.
  const rules = named(doc).map((name) => name.replace(/_(?:bucket|sum|count)$/, ''));
  expect(rules.filter((name) => !own.includes(name))).toEqual([]);
});

it('counts what was saved once, under names of its own whatever was said', async () => {
  const bus = new CountedEvents(new InProcessEventBus(), counts);
  const correlationId = 'execute.3f2a.parse.1';
  const at = { taskId: 't', sequence: 1, at: '', correlationId };
  const call = { prompt_tokens: 10, completion_tokens: 5, duration_ms: 1500, finish: 'stop' };
  bus.publish([
    { ...at, type: 'model_invocation', data: { ...call, model: 'main' } },
    { ...at, type: 'model_invocation', data: { ...call, model: 'a"}\nloom_up 7', finish: '{}', prompt_tokens: -1 } },
    { ...at, type: 'tool_call_completed', data: { tool: 'rm -rf', success: false } },
    { ...at, type: 'task_completed' },
  ]);
  counts.attemptEnded('verify', { kind: 'inconclusive', failure: { code: 'model_unreachable' } });
  counts.attemptEnded('land', { kind: 'landed' }, 20);
  counts.swept('done', 5);
  counts.swept('failed', 5);
  counts.sentAgain(3);
  counts.takenBack(2);
  const lines = await shown();
  expect(lines).toEqual(
    expect.arrayContaining([
      'loom_model_calls_total{model="main",role="executor",finish="stop"} 1',
      'loom_model_calls_total{model="other",role="executor",finish="other"} 1',
      'loom_model_tokens_total{model="main",kind="prompt"} 10',
      'loom_model_tokens_total{model="other",kind="prompt"} 0',
      'loom_model_call_seconds_sum{model="main",role="executor"} 1.5',
      'loom_tool_calls_total{tool="other",success="false"} 1',
      'loom_events_total{type="task_completed"} 1',
      'loom_attempts_total{stage="verify",outcome="inconclusive",failure="model_unreachable"} 1',
      'loom_attempts_total{stage="land",outcome="landed",failure=""} 1',
      'loom_head_work_seconds_count{stage="land"} 1',
      'loom_sweeper_rounds_total{result="done"} 1',
      'loom_sweeper_rounds_total{result="failed"} 1',
      'loom_sweeper_jobs_sent_again_total 3',
      'loom_sweeper_leases_expired_total 2',
    ]),
  );
});
