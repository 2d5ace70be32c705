import { Logger } from '@nestjs/common';
import type { LoomConfig } from '#config';
import { isLoopback } from '#config';
import type { Delivery, DeliveryResult, TaskStore } from '#conductor';
import { assertNever } from '#domain';
import { CoalescedRuns } from './coalesced-runs.js';
import { WebhookReceivers } from './webhook-receivers.js';
import { TRY_MS, WebhookSender, type Sent } from './webhook-sender.js';

/** Before the second, third, fourth and fifth try; there is no sixth. */
const WAITS_MS = [1000, 5000, 25_000, 125_000];
/** Part of the wait that is added at random, so that tasks that ended together do not come back together. */
const JITTER = 0.2;
/** Longer than a try, so that only a process that died or stood still loses its claim. */
const CLAIM_MS = TRY_MS + 5000;
const AT_ONCE = 16;
/** For tries that are under way when Loom stops. */
const GRACE_MS = 2000;

/** What a try's end means. `tries` counts those before it, `random` lies in 0..1. */
export function afterTry(sent: Sent, tries: number, random: number): DeliveryResult {
  switch (sent.kind) {
    case 'accepted':
      return { kind: 'delivered' };
    case 'refused':
      return { kind: 'given_up' };
    case 'broken_off':
      return sent;
    case 'failed': {
      const wait = WAITS_MS[tries];
      return wait === undefined
        ? { kind: 'given_up' }
        : { kind: 'again', inMs: Math.round(wait * (1 + JITTER * random)) };
    }
    default:
      return assertNever(sent);
  }
}

/** Brings terminal events to callback URLs. The database says what is to be sent; here is only what is under way. */
export class Webhooks {
  private readonly logger = new Logger(Webhooks.name);
  private readonly underWay = new Set<Promise<void>>();
  private readonly breakOff = new AbortController();
  private readonly claims = new CoalescedRuns<'claim'>(() => this.claim());
  private stopped = false;

  constructor(
    private readonly store: TaskStore,
    private readonly sender: Pick<WebhookSender, 'send'>,
  ) {}

  static of(store: TaskStore, { server }: Pick<LoomConfig, 'server'>): Webhooks {
    // An API that others can reach must not be their way to the services of its own machine.
    const receivers = new WebhookReceivers({ loopback: isLoopback(server.host), allow: server.webhookAllow });
    return new Webhooks(store, new WebhookSender(receivers, server.token));
  }

  /** Starts what is due and waits for no receiver. Fails only with the store; the sweeper calls again. */
  sendDue(): Promise<void> {
    return this.claims.run('claim');
  }

  /** Lets tries under way end for a moment; those broken off are due again at the next start. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.claims.ended();
    const timer = setTimeout(() => this.breakOff.abort(), GRACE_MS);
    await Promise.all(this.underWay);
    clearTimeout(timer);
  }

  private async claim(): Promise<void> {
    const free = AT_ONCE - this.underWay.size;
    if (this.stopped || free <= 0) return;
    for (const delivery of await this.store.dueDeliveries(free, CLAIM_MS)) {
      const run = this.deliver(delivery)
        // The claim runs out and the delivery is due again.
        .catch((error: unknown) =>
          this.logger.warn({ did: 'webhook_not_noted', ...idsOf(delivery), error: String(error) }),
        )
        .finally(() => {
          this.underWay.delete(run);
          void this.sendDue().catch(() => undefined);
        });
      this.underWay.add(run);
    }
  }

  private async deliver(delivery: Delivery): Promise<void> {
    const started = Date.now();
    const sent = await this.sender.send(delivery, this.breakOff.signal);
    const result = afterTry(sent, delivery.tries, Math.random());
    const noted = await this.store.noteDelivery(delivery, result);
    const about = { ...idsOf(delivery), try: delivery.tries + 1, tookMs: Date.now() - started, noted };
    if (sent.kind === 'accepted') this.logger.log({ did: 'webhook_delivered', ...about });
    else if (sent.kind === 'broken_off') this.logger.log({ did: 'webhook_broken_off', ...about });
    else if (result.kind === 'given_up') this.logger.warn({ did: 'webhook_given_up', ...about, because: sent.because });
    else this.logger.log({ did: 'webhook_failed', ...about, because: sent.because });
  }
}

const idsOf = ({ id, event }: Delivery): { taskId: string; delivery: string } => ({
  taskId: event.taskId,
  delivery: id,
});
