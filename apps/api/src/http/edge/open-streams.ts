import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { StreamSink } from '#events';
import { Revocations } from './revocations.js';

type Feed = (sink: StreamSink, signal: AbortSignal) => Promise<void>;

/**
 * The event streams that are open here: each over a raw response, so that a slow reader holds back only its own feed.
 */
@Injectable()
export class OpenStreams implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Streams');
  private readonly open = new Set<AbortController>();

  constructor(private readonly revocations: Revocations) {}

  get count(): number {
    return this.open.size;
  }

  /** Takes the response over and returns; the stream goes on until the feed ends, the reader leaves or Loom stops. */
  start(request: FastifyRequest, reply: FastifyReply, feed: Feed): void {
    const { raw } = reply.hijack();
    const gone = new AbortController();
    const leave = (): void => gone.abort();
    this.open.add(gone);
    const unwatch = this.revocations.watch(request, leave);
    gone.signal.addEventListener('abort', unwatch, { once: true });
    raw.once('close', leave);
    raw.on('error', leave);
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    if (request.method === 'HEAD' || gone.signal.aborted) return this.finish(reply, gone);
    raw.flushHeaders();
    raw.socket?.setNoDelay(true);
    feed(sinkOf(reply, gone), gone.signal)
      .catch((error: unknown) => {
        if (!gone.signal.aborted) this.logger.error({ did: 'stream_failed', error: String(error) });
      })
      .finally(() => this.finish(reply, gone));
  }

  beforeApplicationShutdown(): void {
    for (const gone of this.open) gone.abort();
  }

  private finish({ raw }: FastifyReply, gone: AbortController): void {
    this.open.delete(gone);
    gone.abort();
    if (!raw.writableEnded) raw.end();
  }
}

function sinkOf({ raw }: FastifyReply, gone: AbortController): StreamSink {
  return {
    write: (text) => !gone.signal.aborted && !raw.writableEnded && raw.write(text),
    onDrain: (callback) => void raw.once('drain', callback),
    close: () => {
      if (!raw.writableEnded) raw.end();
      gone.abort();
    },
  };
}
