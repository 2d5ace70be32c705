import {
  WorkerLink,
  type AttemptEntry,
  type ClaimAnswer,
  type Heard,
  type HoldAnswer,
  type Instruction,
  type Lease,
  type Outcome,
  type StageJob,
  type Work,
} from '#contracts';
import { LoomError, type Outage } from '#domain';

export class Away extends LoomError {
  readonly code = 'api_unreachable';
  override readonly retryable = true;
}

/** The API's side of the link, in memory: one attempt, its entries and its outcome. */
export class MemoryLink extends WorkerLink {
  readonly entries: AttemptEntry[] = [];
  readonly outcomes: Outcome[] = [];
  readonly instructions: Instruction[] = [];
  released = 0;
  readonly outages: Outage[] = [];
  renewals = 0;
  away = false;
  lost: Extract<HoldAnswer, { kind: 'lost' }>['because'] | null = null;
  /** Model calls, and tokens, that the task may use. */
  limits: { readonly calls?: number; readonly tokens?: number } | null = null;
  /** Called after each entry is in. */
  onEntry: (entry: AttemptEntry) => void = () => undefined;

  constructor(private readonly work: Work | null = null) {
    super();
  }

  instruct(text: string): void {
    this.instructions.push({ id: this.instructions.length + 1, text, at: '2026-01-01T00:00:00Z' });
  }

  async claim(job: StageJob): Promise<ClaimAnswer> {
    this.check();
    if (this.work === null) return { kind: 'gone', because: 'no such attempt' };
    return { kind: 'claimed', lease: leaseOf(job.stage), work: this.work };
  }

  async renew(_lease: Lease, since: number): Promise<HoldAnswer> {
    this.check();
    this.renewals++;
    return this.hold(since);
  }

  async record(_lease: Lease, entries: readonly AttemptEntry[], since: number): Promise<HoldAnswer> {
    this.check();
    for (const entry of entries) {
      const next = (this.work?.recorded.length ?? 0) + this.entries.length + 1;
      if (entry.n > next) throw new Error(`a gap before entry ${entry.n}`);
      if (entry.n < next) continue;
      this.entries.push(entry);
      this.onEntry(entry);
    }
    return this.hold(since);
  }

  async finish(_lease: Lease, outcome: Outcome): Promise<HoldAnswer> {
    this.check();
    if (this.lost === null) this.outcomes.push(outcome);
    return this.hold(0);
  }

  async release(_lease: Lease, outage?: Outage): Promise<void> {
    this.check();
    this.released++;
    if (outage !== undefined) this.outages.push(outage);
  }

  async searchMemory(): Promise<[]> {
    return [];
  }

  showTokens(): void {}

  async heartbeat(): Promise<Heard> {
    return { profiles: [], atWork: true };
  }

  private check(): void {
    if (this.away) throw new Away('the API is away');
  }

  private hold(since: number): HoldAnswer {
    if (this.lost !== null) return { kind: 'lost', because: this.lost };
    const instructions = this.instructions.filter((i) => i.id > since);
    return { kind: 'held', instructions, ...(this.limits === null ? {} : { isSpent: this.isSpent(this.limits) }) };
  }

  private isSpent({ calls = Infinity, tokens = Infinity }: NonNullable<MemoryLink['limits']>): boolean {
    const replies = this.entries.filter((entry) => entry.kind === 'reply');
    const used = replies.reduce((sum, { usage }) => sum + usage.promptTokens + usage.completionTokens, 0);
    return replies.length >= calls || used >= tokens;
  }
}

export const leaseOf = (stage: string): Lease => ({
  attemptId: `${stage}.task.a.1`,
  epoch: 1,
  token: 'token',
  ttlMs: 6000,
});
