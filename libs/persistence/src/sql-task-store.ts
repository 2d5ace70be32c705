import { randomUUID } from 'node:crypto';
import {
  TaskStore,
  type Attempt,
  type AttemptOutcomeOf,
  type Delivery,
  type DeliveryResult,
  type LeaseWrite,
  type ModelUse,
  type NewTask,
  type TaskCommit,
  type Wish,
} from '#conductor';
import type { Lease, ModelFinding, ModelKey, NewEvent, VerifierTrial } from '#contracts';
import type { MemoryDraft, MemoryType, TaskStatus } from '#domain';
import { Connection } from './sql/connection.js';
import type { Database } from './sql/database.js';
import { Decisions } from './sql/decisions.js';
import { Landings } from './sql/landings.js';
import { Ledger } from './sql/ledger.js';
import { AttemptReader } from './sql/attempt-reader.js';
import { Leases } from './sql/leases.js';
import { Memories } from './sql/memories.js';
import { ModelRecords } from './sql/model-records.js';
import { Outbox } from './sql/outbox.js';
import { PulseReader } from './sql/pulse.js';
import { Statistics } from './sql/statistics.js';
import { Tasks } from './sql/tasks.js';
import { Webhooks } from './sql/webhooks.js';

/** The store on either database: its parts say what is asked, the dialect how. */
export class SqlTaskStore extends TaskStore {
  private readonly ledger: Ledger;
  private readonly tasks: Tasks;
  private readonly outbox: Outbox;
  private readonly decisions: Decisions;
  private readonly leases: Leases;
  private readonly attemptReader: AttemptReader;
  private readonly landed: Landings;
  private readonly connection: Connection;
  private readonly memories: Memories;
  private readonly statistics: Statistics;
  private readonly webhooks: Webhooks;
  private readonly records: ModelRecords;
  private readonly pulses: PulseReader;

  constructor(
    private readonly database: Database,
    { now, newId = randomUUID }: { now?: () => number; newId?: () => string } = {},
  ) {
    super();
    const connection = new Connection(database, now === undefined ? database.clocks : { now, wall: now }, newId);
    this.connection = connection;
    this.records = new ModelRecords(connection);
    this.ledger = new Ledger(connection);
    this.tasks = new Tasks(connection, this.ledger);
    this.outbox = new Outbox(connection);
    this.landed = new Landings(connection);
    this.memories = new Memories(connection, this.ledger);
    this.webhooks = new Webhooks(connection);
    this.decisions = new Decisions(
      connection,
      this.ledger,
      this.tasks,
      this.outbox,
      this.landed,
      this.memories,
      this.webhooks,
    );
    this.leases = new Leases(connection, this.ledger, this.outbox);
    this.attemptReader = new AttemptReader(connection);
    this.statistics = new Statistics(connection);
    this.pulses = new PulseReader(connection);
  }

  now(): number {
    return this.connection.now();
  }

  async createTask(task: NewTask, events: readonly NewEvent[]) {
    return this.tasks.create(task, events);
  }
  async task(taskId: string) {
    return this.tasks.record(taskId);
  }
  async listTasks(of: { status?: TaskStatus; limit: number; cursor?: string }) {
    return this.tasks.list(of);
  }
  async subtasks(taskId: string) {
    return this.tasks.views(taskId);
  }
  async steps(taskId: string) {
    return this.tasks.steps(taskId);
  }
  async subtask(taskId: string, subtaskId: string) {
    return this.tasks.subtask(taskId, subtaskId);
  }

  async state(taskId: string) {
    return this.decisions.state(taskId);
  }
  async commit(taskId: string, revision: number, commit: TaskCommit) {
    return this.decisions.commit(taskId, revision, commit);
  }
  async openTasks() {
    return this.tasks.openIds();
  }
  async isAnyTaskOpen() {
    return this.tasks.isAnyOpen();
  }
  async appendEvents(taskId: string, events: readonly NewEvent[]) {
    return this.ledger.appendAlone(taskId, events);
  }
  async appendOnce(taskId: string, event: NewEvent) {
    return this.ledger.appendOnce(taskId, event);
  }
  async wish(taskId: string, wish: Wish) {
    return this.decisions.wish(taskId, wish);
  }
  async answerApproval(
    taskId: string,
    subtaskId: string,
    approved: boolean,
    reason: string | null,
    events: readonly NewEvent[],
    hash?: string,
  ) {
    return this.decisions.answerApproval(taskId, subtaskId, approved, reason, events, hash);
  }
  async addInstruction(
    taskId: string,
    of: { subtaskId: string | null; text: string; kind: 'steer' | 'feedback' },
    event: NewEvent,
  ) {
    return this.memories.addInstruction(taskId, of, event);
  }

  async claim(job: { attemptId: string; epoch: number }, worker: string, token: string, ttlMs: number) {
    return this.leases.claim(job, worker, token, ttlMs);
  }
  async renew(lease: Lease, sinceInstruction: number) {
    return this.leases.renew(lease, sinceInstruction);
  }
  async write(lease: Lease, write: LeaseWrite, sinceInstruction: number) {
    return this.leases.write(lease, write, sinceInstruction);
  }
  async finish<S extends Attempt['stage']>(lease: Lease, outcome: AttemptOutcomeOf[S], write: LeaseWrite) {
    return this.leases.finish(lease, outcome, write);
  }
  async release(lease: Lease, later?: { delayMs: number; events: readonly NewEvent[] }) {
    return this.leases.release(lease, later);
  }
  async expireLeases(whose: 'all' | 'of_the_api' = 'all') {
    return this.leases.expireAll(whose);
  }
  async attempt(attemptId: string) {
    return this.attemptReader.attempt(attemptId);
  }
  async attempts(taskId: string, subtaskId: string | null) {
    return this.attemptReader.attempts(taskId, subtaskId);
  }
  async openHeadAttempts(taskId?: string) {
    return this.attemptReader.openHead(taskId);
  }
  async startRevert(
    taskId: string,
    input: { subtaskId?: string; path?: string; onConflict: 'abort' | 'skip' | 'force' },
  ) {
    return this.decisions.startRevert(taskId, input);
  }

  async unsent(limit: number) {
    return this.outbox.unsent(limit);
  }
  async markSent(ids: readonly number[]) {
    await this.outbox.markSent(ids);
  }
  async unclaimed(olderThanMs: number, limit: number, after?: number) {
    return this.outbox.unclaimed(olderThanMs, limit, after);
  }

  async dueDeliveries(limit: number, ttlMs: number) {
    return this.webhooks.claim(limit, ttlMs);
  }
  async noteDelivery(delivery: Pick<Delivery, 'id' | 'claim'>, result: DeliveryResult) {
    return this.webhooks.finish(delivery, result);
  }

  async eventsAfter(taskId: string, sequence: number, limit: number) {
    return this.ledger.after(taskId, sequence, limit);
  }

  async landings(taskId: string) {
    return this.landed.list(taskId);
  }
  async landedChanges(taskId: string) {
    return this.landed.changes(taskId);
  }
  async landingNotes(taskId: string) {
    return this.landed.notes(taskId);
  }
  async workspaceTip(workspaceId: string) {
    return this.landed.workspaceTip(workspaceId);
  }

  async memory(of: {
    taskId: string;
    type?: MemoryType;
    subtaskId?: string;
    tag?: string;
    query?: string;
    limit: number;
  }) {
    return this.memories.list(of);
  }
  async searchMemory(of: { query: string; taskId?: string; type?: MemoryType; limit: number }) {
    return this.memories.search(of);
  }
  async recollect(taskId: string, subtaskId: string | null, limit: number) {
    return this.memories.recollect(taskId, subtaskId, limit);
  }
  async lessons(goal: string, exceptTaskId: string, limit: number) {
    return this.memories.lessons(goal, exceptTaskId, limit);
  }
  async addMemory(taskId: string, entries: readonly (MemoryDraft & { subtaskId: string | null; verified: boolean })[]) {
    await this.memories.addAlone(taskId, entries);
  }
  async instructions(taskId: string, subtaskId: string | null) {
    return this.memories.instructions(taskId, subtaskId);
  }

  async recordModelUse(use: ModelUse) {
    await this.statistics.record(use);
  }
  async modelStats() {
    return this.statistics.list();
  }
  async modelProfiles(endpoints?: readonly string[]) {
    return this.records.profiles(endpoints);
  }
  async learnOfModels(findings: readonly ModelFinding[]) {
    await this.records.learn(findings);
  }
  async wantProbes(models: readonly ModelKey[]) {
    return this.records.want(models);
  }
  async verifierTrials() {
    return this.records.trials();
  }
  async keepVerifierTrials(trials: readonly VerifierTrial[]) {
    await this.records.keepTrials(trials);
  }
  async pulse() {
    return this.pulses.read();
  }
  async stalledTasks(forMs: number) {
    return this.pulses.stalled(forMs);
  }
  async ping() {
    await this.statistics.ping();
  }
  async close() {
    await this.database.close();
  }
}
