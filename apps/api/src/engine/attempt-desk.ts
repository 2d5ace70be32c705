import { randomUUID } from 'node:crypto';
import {
  attemptId,
  WorkerLink,
  type AttemptEntry,
  type ClaimAnswer,
  type Heard,
  type HoldAnswer,
  type Lease,
  type ModelFinding,
  type NewEvent,
  type Outcome,
  type Recollection,
  type StageJob,
  type TokenPiece,
  type WorkerCard,
} from '#contracts';
import type { Attempt, Held, LeaseWrite, TaskStore } from '#conductor';
import { isHeadStage, ROLE_OF_STAGE, type Outage } from '#domain';
import { Logger } from '@nestjs/common';
import { type Conductor } from './conductor.service.js';
import { usesOf } from './model-uses.js';
import type { EngineCounts } from './metrics/engine-counts.js';
import { type Outbox } from './outbox.js';
import type { EventBus } from '#events';
import { type InPlace } from './in-place.js';
import { waitingEvent, type Outages } from './outages.js';
import { type Roster } from './roster.js';
import { NothingToDo, type WorkAssembler } from './work-assembler.js';

const LEASE_MS = 6000;
const NOTHING: LeaseWrite = { entries: [], events: [], modelCalls: 0, toolCalls: 0, usage: null, head: null };

/** The API's side of the workers' link: claims, steps and outcomes into the ledger, and on with the task. */
export class AttemptDesk extends WorkerLink {
  private readonly logger = new Logger(AttemptDesk.name);

  constructor(
    private readonly store: TaskStore,
    private readonly work: WorkAssembler,
    private readonly conductor: Conductor,
    private readonly events: EventBus,
    private readonly outbox: Outbox,
    private readonly roster: Roster,
    private readonly inPlace: InPlace,
    private readonly outages: Outages,
    private readonly counts: EngineCounts,
  ) {
    super();
  }

  async claim(job: StageJob, worker: string): Promise<ClaimAnswer> {
    const token = randomUUID();
    const claimed = await this.store.claim({ attemptId: attemptId(job), epoch: job.epoch }, worker, token, LEASE_MS);
    if (claimed.kind !== 'claimed') return claimed;
    const { attempt, taskId, epoch } = claimed;
    const lease: Lease = { attemptId: attempt.id, epoch, token, ttlMs: LEASE_MS };
    try {
      return { kind: 'claimed', lease, work: await this.work.assemble(taskId, attempt) };
    } catch (error) {
      if (!(error instanceof NothingToDo)) {
        await this.store.release(lease);
        throw error;
      }
      // Left open it would be claimed again for ever; ended, it is decided upon like any failure.
      this.logger.warn({ did: 'claim_refused', taskId, attempt: attempt.id, error: error.message });
      await this.finish(lease, impossible(attempt.stage, error.message));
      return { kind: 'gone', because: error.message };
    }
  }

  async renew(lease: Lease, sinceInstruction: number): Promise<HoldAnswer> {
    return this.told(await this.store.renew(lease, sinceInstruction));
  }

  async record(lease: Lease, entries: readonly AttemptEntry[], sinceInstruction: number): Promise<HoldAnswer> {
    const write = writeOf(lease, entries);
    const held = await this.store.write(lease, write, sinceInstruction);
    this.outages.over(lease.attemptId);
    const isStored = held.kind === 'held' || held.events !== undefined;
    if (isStored && write.head !== null) void this.inPlace.changed(lease.attemptId.split('.')[1] ?? '');
    return this.told(held);
  }

  async finish(lease: Lease, outcome: Outcome): Promise<HoldAnswer> {
    const record = await this.store.attempt(lease.attemptId);
    const held = await this.store.finish(lease, outcome, NOTHING);
    this.outages.over(lease.attemptId);
    if (held.kind !== 'held' || !record) return this.told(held);
    const { taskId, attempt } = record;
    // Told of it again, its answer having been lost, it is one end.
    if (attempt.state !== 'ended') this.counts.attemptEnded(attempt.stage, outcome);
    this.logger.log({
      did: `${attempt.stage}_ended`,
      taskId,
      attempt: attempt.id,
      epoch: lease.epoch,
      kind: outcome.kind,
    });
    // Counted first, so that the choice of a model for what follows knows of it.
    await this.learn(attempt.id).catch((error: unknown) =>
      this.logger.warn({ did: 'statistics_failed', taskId, error: String(error) }),
    );
    // Saved: whatever happens now, the sweeper goes on from here.
    void this.conductor
      .advance(taskId)
      .catch((error: unknown) => this.logger.error({ did: 'advance_failed', taskId, error: String(error) }));
    return this.told(held);
  }

  async release(lease: Lease, outage?: Outage): Promise<void> {
    if (outage !== undefined) return this.waitFor(lease, outage);
    const held = await this.store.release(lease);
    if (held.kind === 'held') await this.outbox.flush();
  }

  private async waitFor(lease: Lease, outage: Outage): Promise<void> {
    const record = await this.store.attempt(lease.attemptId);
    if (record === null) return;
    const { attempt, taskId, worker } = record;
    if (isHeadStage(attempt.stage)) return;
    const { delayMs, isNews } = this.outages.meet(attempt.id);
    const because = `${worker ?? 'the worker'} has no room on its disk; free some, and the work goes on where it is`;
    const of = { attemptId: attempt.id, subtaskId: attempt.subtaskId, role: ROLE_OF_STAGE[attempt.stage] };
    const events = isNews ? [waitingEvent(of, { code: outage, because })] : [];
    const held = await this.store.release(lease, { delayMs, events });
    if (held.kind === 'lost') return;
    this.logger.warn({ did: 'attempt_waits', taskId, attempt: attempt.id, because: outage, againInMs: delayMs });
    this.events.publish(held.events);
  }

  async searchMemory(lease: Lease, query: string, limit: number): Promise<readonly Recollection[]> {
    const record = await this.store.attempt(lease.attemptId);
    if (!record) return [];
    const rows = await this.store.searchMemory({ query, taskId: record.taskId, limit });
    return rows.map((r) => ({
      id: r.id,
      type: r.entry_type,
      subtaskId: r.subtask_id,
      summary: r.summary,
      detail: r.detail,
      verified: !r.tags.includes('unverified'),
    }));
  }

  showTokens(pieces: readonly TokenPiece[]): void {
    this.events.showTokens(pieces);
  }

  async heartbeat(card: WorkerCard, findings: readonly ModelFinding[]): Promise<Heard> {
    await this.roster.seen(card);
    await this.store.learnOfModels(findings);
    const servers = [...card.models, ...findings].flatMap(({ endpoint }) => (endpoint === undefined ? [] : [endpoint]));
    return {
      profiles: servers.length === 0 ? [] : await this.store.modelProfiles([...new Set(servers)]),
      atWork: await this.store.isAnyTaskOpen(),
    };
  }

  private told(held: Held): HoldAnswer {
    this.events.publish(held.events ?? []);
    if (held.kind === 'lost') return { kind: 'lost', because: held.because };
    const { instructions, isSpent } = held;
    return { kind: 'held', instructions, ...(isSpent === undefined ? {} : { isSpent }) };
  }

  /** Counts what each model is good for; an attempt that is told of again is not counted again. */
  private async learn(attemptEnded: string): Promise<void> {
    const ended = await this.store.attempt(attemptEnded);
    if (ended === null) return;
    const { attempt, taskId } = ended;
    const worked =
      attempt.stage === 'verify' && attempt.subtaskId !== null
        ? await this.store.attempt(
            attemptId({
              ...{ stage: 'execute', taskId, subtaskId: attempt.subtaskId },
              attempt: attempt.input.executeAttempt,
            }),
          )
        : null;
    for (const use of usesOf(ended, worked)) await this.store.recordModelUse(use);
  }
}

function impossible(stage: Attempt['stage'], because: string): Outcome {
  const failure = { code: 'internal_error', because, retryable: false } as const;
  return stage === 'verify' ? { kind: 'inconclusive', failure, checks: [] } : { kind: 'failed', failure };
}

const sumUsage = (replies: readonly Extract<AttemptEntry, { kind: 'reply' }>[]) => ({
  promptTokens: replies.reduce((sum, r) => sum + r.usage.promptTokens, 0),
  completionTokens: replies.reduce((sum, r) => sum + r.usage.completionTokens, 0),
  estimated: replies.some((r) => r.usage.estimated),
});

/** What readers of the log are told of the entries, and what they cost. */
function writeOf(lease: Lease, entries: readonly AttemptEntry[]): LeaseWrite {
  const subtask = lease.attemptId.split('.')[2];
  const about = {
    correlationId: lease.attemptId,
    ...(subtask === undefined || subtask === '_' ? {} : { subtaskId: subtask }),
  };
  const events: NewEvent[] = [];
  const replies: Extract<AttemptEntry, { kind: 'reply' }>[] = [];
  let toolCalls = 0;
  let head: string | null = null;
  for (const entry of entries) {
    if (entry.kind === 'reply') {
      replies.push(entry);
      events.push({
        ...about,
        type: 'model_invocation',
        data: {
          model: entry.model.name,
          prompt_tokens: entry.usage.promptTokens,
          completion_tokens: entry.usage.completionTokens,
          duration_ms: entry.tookMs,
          finish: entry.finish,
          ...(entry.notes.length > 0 ? { notes: entry.notes } : {}),
        },
      });
    } else if (entry.kind === 'call') {
      events.push({
        ...about,
        type: 'tool_call_started',
        data: { call_id: entry.callId, tool: entry.tool, arguments: shortened(entry.arguments) },
      });
    } else if (entry.kind === 'result') {
      toolCalls++;
      head = entry.commit ?? head;
      events.push({
        ...about,
        type: 'tool_call_completed',
        data: {
          call_id: entry.callId,
          tool: entry.tool,
          success: entry.success,
          duration_ms: entry.tookMs,
          files_changed: entry.filesChanged,
          ...(entry.notes === undefined ? {} : { notes: entry.notes }),
        },
      });
    }
  }
  const usage = replies.length === 0 ? null : sumUsage(replies);
  return { entries, events, modelCalls: replies.length, toolCalls, usage, head };
}

const LONGEST_ARGUMENT = 200;

/** Events are for watching; the whole arguments are in the trace. */
function shortened(args: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(args).map(([key, value]) => {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      const points = [...(text ?? '')];
      return [key, points.length > LONGEST_ARGUMENT ? `${points.slice(0, LONGEST_ARGUMENT).join('')}…` : value];
    }),
  );
}
