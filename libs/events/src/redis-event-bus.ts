import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { StoredEvent, TokenPiece } from '#contracts';
import { EventBus, type BusListener } from './event-bus.js';
import { NoticeBoard } from './notice-board.js';
import { noticesOf, parseMessage, type BusMessage } from './notices.js';

const ASK_MS = 5_000;

/**
 * The bus over Redis, for several API processes: each tells its own readers at once and the others by pub/sub. While
 * Redis is away the others' readers are late (they look in the ledger now and then), never wrong.
 */
export class RedisEventBus extends EventBus {
  private readonly board = new NoticeBoard();
  private readonly self = randomUUID();
  private readonly channel: string;
  private readonly publisher: Redis;
  private readonly subscriber: Redis;
  private readonly asking: NodeJS.Timeout;
  private closed = false;
  /** Resolves once other processes are heard for the first time. */
  readonly listening: Promise<void>;

  /**
   * `connect` is called twice: a connection that listens can do nothing else. It says nothing by itself either, and
   * would not notice that its line is dead: so it asks now and then.
   */
  constructor({ connect, prefix, askMs = ASK_MS }: { connect: () => Redis; prefix: string; askMs?: number }) {
    super();
    this.channel = `${prefix}:events`;
    this.publisher = connect();
    this.subscriber = connect();
    // Done below, at each start of the line: ioredis' own try has nobody to take its failure, which would end the
    // process.
    this.subscriber.options.autoResubscribe = false;
    // ioredis tries again by itself; without a listener a lost connection would end the process.
    for (const connection of [this.publisher, this.subscriber]) connection.on('error', () => undefined);
    this.subscriber.on('message', (_channel: string, text: string) => this.hear(text));
    this.listening = new Promise((resolve) => {
      const listen = () => {
        this.subscriber.subscribe(this.channel).then(
          () => {
            resolve();
            // Whatever was said while nobody listened is in the ledger.
            this.board.missed();
          },
          () => undefined,
        );
      };
      this.subscriber.on('ready', listen);
      if (this.subscriber.status === 'ready') listen();
    });
    this.asking = setInterval(() => {
      if (this.subscriber.status === 'ready') this.subscriber.ping().catch(() => undefined);
    }, askMs).unref();
  }

  publish(events: readonly StoredEvent[]): void {
    if (this.closed || events.length === 0) return;
    const notices = noticesOf(events);
    this.board.post(notices);
    this.tell({ from: this.self, notices, tokens: [] });
  }

  showTokens(pieces: readonly TokenPiece[]): void {
    if (this.closed || pieces.length === 0) return;
    this.board.show(pieces);
    this.tell({ from: this.self, notices: [], tokens: pieces });
  }

  subscribe(taskId: string | null, listener: BusListener): () => void {
    return this.board.subscribe(taskId, listener);
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    clearInterval(this.asking);
    this.board.clear();
    this.publisher.disconnect();
    this.subscriber.disconnect();
  }

  private tell(message: BusMessage): void {
    // Only over an open line: what waits for Redis to come back would say nothing that the ledger does not say by then.
    if (this.publisher.status !== 'ready') return;
    this.publisher.publish(this.channel, JSON.stringify(message)).catch(() => undefined);
  }

  private hear(text: string): void {
    const message = parseMessage(text);
    if (message === null || message.from === this.self || this.closed) return;
    this.board.post(message.notices);
    this.board.show(message.tokens);
  }
}
