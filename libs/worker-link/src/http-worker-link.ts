import {
  WorkerLink,
  type AttemptEntry,
  type ClaimAnswer,
  type Heard,
  type HoldAnswer,
  type Lease,
  type ModelFinding,
  type ModelProfile,
  type Outcome,
  type Recollection,
  type StageJob,
  type TokenPiece,
  type WorkerCard,
} from '#contracts';
import type { Outage } from '#domain';
import { ApiConnection, type ApiAddress, type ApiAnswer, type Patience } from './api-connection.js';
import { ApiRefused, VersionMismatch } from './errors.js';
import { TokenBatches } from './token-batches.js';
import { wireSafe } from './wire-safe.js';

/* Steps and outcomes outlive a restart of the API; a claim or a renewal that comes late is worth nothing. */
const KEEP: Patience = { tryMs: 15_000, totalMs: 90_000 };
const CLAIM: Patience = { tryMs: 10_000, totalMs: 15_000 };
const RENEW: Patience = { tryMs: 2_000, totalMs: 3_000 };
const ASK: Patience = { tryMs: 5_000, totalMs: 10_000 };
const ONCE: Patience = { tryMs: 3_000, totalMs: 0 };

/** Below the API's limit for one body. */
const MAX_BODY_UNITS = 4 * 1024 * 1024;

export interface LinkOptions extends ApiAddress {
  /** The worker's own; the API's has to be the same but for its last part. */
  readonly version: string;
}

/** The API, from another process or machine. Every call may be repeated, and is, within the patience it has. */
export class HttpWorkerLink extends WorkerLink {
  private readonly tokens = new TokenBatches(async (pieces) => {
    await this.post('tokens', { pieces }, ONCE);
  });

  private readonly api: ApiConnection;

  constructor(private readonly options: LinkOptions) {
    super();
    this.api = new ApiConnection(options);
  }

  async claim(job: StageJob, worker: string): Promise<ClaimAnswer> {
    return this.ask<ClaimAnswer>('claim', { job, worker }, CLAIM, ['claimed', 'gone', 'busy']);
  }

  async renew(lease: Lease, sinceInstruction: number): Promise<HoldAnswer> {
    return this.hold('renew', { lease, sinceInstruction }, RENEW);
  }

  async record(lease: Lease, entries: readonly AttemptEntry[], sinceInstruction: number): Promise<HoldAnswer> {
    const half = Math.ceil(entries.length / 2);
    if (half > 0 && entries.length > 1 && JSON.stringify(entries).length > MAX_BODY_UNITS) {
      // The numbers of the entries keep their order, whoever records between.
      const first = await this.record(lease, entries.slice(0, half), sinceInstruction);
      return first.kind === 'lost' ? first : this.record(lease, entries.slice(half), sinceInstruction);
    }
    return this.hold('record', { lease, entries, sinceInstruction }, KEEP);
  }

  async finish(lease: Lease, outcome: Outcome): Promise<HoldAnswer> {
    return this.hold('finish', { lease, outcome }, KEEP);
  }

  async release(lease: Lease, outage?: Outage): Promise<void> {
    await this.post('release', { lease, ...(outage === undefined ? {} : { outage }) }, ASK);
  }

  async searchMemory(lease: Lease, query: string, limit: number): Promise<readonly Recollection[]> {
    const body = { lease, query: query.slice(0, 4096), limit: Math.min(100, Math.max(1, Math.floor(limit))) };
    const { entries } = this.read<{ entries: readonly Recollection[] }>(await this.post('memory', body, ASK));
    return entries;
  }

  showTokens(pieces: readonly TokenPiece[]): void {
    this.tokens.add(pieces);
  }

  /** @throws VersionMismatch besides what every call may. */
  async heartbeat(card: WorkerCard, findings: readonly ModelFinding[]): Promise<Heard> {
    const answer = await this.post('heartbeat', { ...card, findings }, ONCE);
    const { version: theirs } = answer;
    const { version: ours } = this.options;
    if (theirs === null) throw this.notLoom();
    if (generation(theirs) !== generation(ours)) throw new VersionMismatch(ours, theirs);
    const { profiles = [], at_work = false } = this.read<{ profiles?: readonly ModelProfile[]; at_work?: boolean }>(
      answer,
    );
    return { profiles, atWork: at_work };
  }

  async close(): Promise<void> {
    this.tokens.close();
    await this.api.close();
  }

  private hold(call: string, body: unknown, patience: Patience): Promise<HoldAnswer> {
    return this.ask<HoldAnswer>(call, body, patience, ['held', 'lost']);
  }

  private async ask<T extends { kind: string }>(
    call: string,
    body: unknown,
    patience: Patience,
    kinds: readonly T['kind'][],
  ): Promise<T> {
    const answer = this.read<T>(await this.post(call, body, patience));
    if (!kinds.includes(answer.kind)) throw this.notLoom();
    return answer;
  }

  private post(call: string, body: unknown, patience: Patience): Promise<ApiAnswer> {
    const bytes = JSON.stringify(wireSafe(body));
    const path = `/internal/worker/${call}`;
    return this.api.call({ method: 'POST', path, body: { type: 'application/json', bytes }, patience });
  }

  private read<T>({ bytes }: ApiAnswer): T {
    try {
      const value: unknown = JSON.parse(bytes.toString('utf8'));
      if (typeof value === 'object' && value !== null) return value as T;
    } catch {
      // Said below.
    }
    throw this.notLoom();
  }

  private notLoom(): ApiRefused {
    const { url } = this.api;
    return new ApiRefused(200, `what answers at ${url} is not Loom`, 'Check --api: it has to name `loom serve`.');
  }
}

/** Before the last dot: what changes when the two sides may no longer understand each other. */
const generation = (version: string): string => version.split('.').slice(0, 2).join('.');
