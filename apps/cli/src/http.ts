// `fetch` would cost every command more time than the rest of it: its first call loads all of undici.
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

export interface HttpCall {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | number>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

/** An answer that has begun. Whoever has it reads `body` to its end or calls `discard`. */
export interface HttpAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: AsyncIterable<Uint8Array>;
  discard(): void;
}

/**
 * One call over a connection of its own: one that was kept could be closed by the server just as a POST is on its way.
 * Redirects are answers like any other and are not followed.
 * @throws what the connection says; the signal's reason when that was aborted, also in the middle of the body.
 */
export async function callHttp(url: string, { method = 'GET', headers, body, signal }: HttpCall): Promise<HttpAnswer> {
  signal.throwIfAborted();
  const { request } = await (url.startsWith('https:') ? import('node:https') : import('node:http'));
  const because = (error: Error): Error => (signal.aborted ? (signal.reason as Error) : error);
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const call = request(url, { method, headers: { ...headers }, agent: false, signal }, resolve);
    call.on('error', (error) => reject(because(error)));
    call.end(body);
  });
  return {
    status: answer.statusCode ?? 0,
    statusText: answer.statusMessage ?? '',
    headers: answer.headers,
    body: chunksOf(answer, because),
    discard: () => void answer.destroy(),
  };
}

async function* chunksOf(answer: IncomingMessage, because: (error: Error) => Error): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of answer) yield chunk as Buffer;
  } catch (error) {
    throw because(error as Error);
  }
}

export async function bytesOf({ body }: HttpAnswer): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}
