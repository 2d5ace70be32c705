import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { StoredEvent } from '#contracts';
import { ROLE_OF_STAGE, STAGES, isHeadStage, type AttemptStage, type Role, type Stage } from '#domain';

const CALL_SECONDS = [0.5, 1, 2, 5, 10, 20, 60, 120, 300, 600];
const HEAD_SECONDS = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60, 300];
const FINISHES: ReadonlySet<string> = new Set(['stop', 'length']);

/**
 * What this process has done since its start, for `GET /metrics`. Labels take their values from short lists: what a
 * worker or a model says never becomes one.
 */
export class EngineCounts {
  readonly registry = new Registry();
  private readonly models: ReadonlySet<string>;
  private readonly tools: ReadonlySet<string>;

  constructor({ models, tools }: { models: readonly string[]; tools: readonly string[] }) {
    this.models = new Set(models);
    this.tools = new Set(tools);
  }

  private readonly events = this.counter('loom_events_total', 'Events saved in the logs of tasks', ['type']);
  private readonly calls = this.counter(
    'loom_model_calls_total',
    'Answers of models that were saved, by how they ended',
    [...['model', 'role', 'finish']],
  );
  private readonly tokens = this.counter('loom_model_tokens_total', 'Tokens of saved answers', ['model', 'kind']);
  private readonly callSeconds = this.histogram(
    'loom_model_call_seconds',
    'How long saved answers took',
    CALL_SECONDS,
    [...['model', 'role']],
  );
  private readonly toolCalls = this.counter('loom_tool_calls_total', 'Tool calls that ended', ['tool', 'success']);
  private readonly attempts = this.counter(
    'loom_attempts_total',
    'Attempts that ended, by outcome and cause of failure',
    [...['stage', 'outcome', 'failure']],
  );
  private readonly headSeconds = this.histogram(
    'loom_head_work_seconds',
    'How long snapshots, landings and reverts took',
    HEAD_SECONDS,
    ['stage'],
  );
  private readonly rounds = this.counter('loom_sweeper_rounds_total', 'Rounds of the sweeper', ['result']);
  private readonly roundSeconds = this.histogram('loom_sweeper_round_seconds', 'How long a round took', HEAD_SECONDS);
  private readonly lastRound = new Gauge({
    name: 'loom_sweeper_last_round_timestamp_seconds',
    help: 'When the last round ended well',
    registers: [this.registry],
  });
  private readonly resent = this.counter('loom_sweeper_jobs_sent_again_total', 'Jobs that the queue had lost');
  private readonly expired = this.counter(
    'loom_sweeper_leases_expired_total',
    'Attempts taken back from an owner that fell silent',
  );

  /** Told of everything that this process has saved in a log, once. */
  saved(events: readonly StoredEvent[]): void {
    for (const { type, correlationId, data = {} } of events) {
      this.events.inc({ type });
      if (type === 'model_invocation') this.answered(correlationId, data);
      else if (type === 'tool_call_completed') {
        const tool = this.known(this.tools, data['tool']);
        this.toolCalls.inc({ tool, success: String(data['success'] === true) });
      }
    }
  }

  attemptEnded(
    stage: AttemptStage,
    outcome: { readonly kind: string; readonly failure?: { readonly code: string } },
    milliseconds?: number,
  ): void {
    this.attempts.inc({ stage, outcome: outcome.kind, failure: outcome.failure?.code ?? '' });
    if (milliseconds !== undefined && isHeadStage(stage)) this.headSeconds.observe({ stage }, milliseconds / 1000);
  }

  swept(result: 'done' | 'failed', milliseconds: number): void {
    this.rounds.inc({ result });
    this.roundSeconds.observe(milliseconds / 1000);
    if (result === 'done') this.lastRound.setToCurrentTime();
  }

  sentAgain(count: number): void {
    this.resent.inc(count);
  }

  takenBack(count: number): void {
    this.expired.inc(count);
  }

  private answered(attempt: string | undefined, data: Readonly<Record<string, unknown>>): void {
    const model = this.known(this.models, data['model']);
    const role = roleOf(attempt);
    this.calls.inc({ model, role, finish: this.known(FINISHES, data['finish']) });
    this.tokens.inc({ model, kind: 'prompt' }, amount(data['prompt_tokens']));
    this.tokens.inc({ model, kind: 'completion' }, amount(data['completion_tokens']));
    this.callSeconds.observe({ model, role }, amount(data['duration_ms']) / 1000);
  }

  private known(names: ReadonlySet<string>, name: unknown): string {
    return typeof name === 'string' && names.has(name) ? name : 'other';
  }

  private counter<L extends string>(name: string, help: string, labelNames: readonly L[] = []): Counter<L> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  private histogram<L extends string>(
    name: string,
    help: string,
    buckets: number[],
    labelNames: readonly L[] = [],
  ): Histogram<L> {
    return new Histogram({ name, help, buckets, labelNames, registers: [this.registry] });
  }
}

const amount = (value: unknown): number =>
  typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0;

/** An attempt's id begins with its stage. */
function roleOf(attempt: string | undefined): Role | 'other' {
  const stage = attempt?.split('.', 1)[0] ?? '';
  return (STAGES as readonly string[]).includes(stage) ? ROLE_OF_STAGE[stage as Stage] : 'other';
}
