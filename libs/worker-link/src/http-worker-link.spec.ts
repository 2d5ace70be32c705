import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Relay } from '#testing';
import { afterEach, describe, expect, it } from 'vitest';
import type { Lease, TokenPiece } from '#contracts';
import { ApiRefused, ApiUnreachable, LinkClosed } from './errors.js';
import { HttpTreeTransport } from './http-tree-transport.js';
import { HttpWorkerLink } from './http-worker-link.js';

const LEASE: Lease = { attemptId: 'execute.t.s.1', epoch: 1, token: 'token', ttlMs: 6000 };
const HELD = { kind: 'held', instructions: [] };
const ENTRY = { n: 1, at: '2026-01-02T03:04:05.000Z', kind: 'note' as const, text: 'x' };

type Handler = (request: IncomingMessage, body: string, response: ServerResponse) => void;
const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function api(handler: Handler, port = 0): Promise<{ port: number; stop(): Promise<void> }> {
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => handler(request, Buffer.concat(chunks).toString(), response));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  open.push({ close: stop });
  return { port: (server.address() as AddressInfo).port, stop };
}

function linkTo(port: number, token?: string): HttpWorkerLink {
  const link = new HttpWorkerLink({
    url: `http://127.0.0.1:${port}`,
    version: '1.2.3',
    ...(token === undefined ? {} : { token }),
  });
  open.push(link);
  return link;
}

const answer = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
};

describe('a step', () => {
  it('survives a restart of the API', async () => {
    const first = await api((_request, _body, response) => void response.destroy());
    const link = linkTo(first.port);
    const recording = link.record(LEASE, [ENTRY], 0);
    await first.stop();
    let bodies = 0;
    await api((_request, body, response) => {
      bodies++;
      expect(JSON.parse(body)).toEqual({ lease: LEASE, entries: [ENTRY], sinceInstruction: 0 });
      answer(response, 200, HELD);
    }, first.port);
    expect(await recording).toEqual(HELD);
    expect(bodies).toBe(1);
  });

  it('is sent again after 500, 503 and 429', async () => {
    const statuses = [500, 503, 429, 200];
    const seen: number[] = [];
    const { port } = await api((_request, _body, response) => {
      const status = statuses[seen.length] ?? 200;
      seen.push(status);
      answer(response, status, status === 200 ? HELD : { detail: 'not now' });
    });
    expect(await linkTo(port).finish(LEASE, { kind: 'extracted', entries: [], dropped: 0 })).toEqual(HELD);
    expect(seen).toEqual(statuses);
  });

  it.each([
    [400, 'The body is wrong.'],
    [404, 'There is nothing at this address.'],
    [409, 'Entry 3 was sent, but 2 is the next one.'],
    [413, 'Too large.'],
  ])('is not sent again after %i, and the error says why', async (status, detail) => {
    let calls = 0;
    const { port } = await api((_request, _body, response) => {
      calls++;
      answer(response, status, { status, detail });
    });
    const error = await linkTo(port)
      .record(LEASE, [ENTRY], 0)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiRefused);
    expect(error).toMatchObject({ status, retryable: false, message: expect.stringContaining(detail) });
    expect(calls).toBe(1);
  });
});

describe('a renewal', () => {
  it('gives up while the lease could still be saved, and may be tried again', async () => {
    const { port, stop } = await api((_request, _body, response) => answer(response, 200, HELD));
    await stop();
    const began = performance.now();
    const error = await linkTo(port)
      .renew(LEASE, 0)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiUnreachable);
    expect(error).toMatchObject({ retryable: true, message: expect.stringContaining('ECONNREFUSED') });
    expect(performance.now() - began).toBeLessThan(4000);
  });

  it('does not wait for an API that hangs, whatever is collected as garbage meanwhile', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    let called = 0;
    const { port } = await api(() => {
      called++;
      collect();
    });
    const began = performance.now();
    await expect(linkTo(port).renew(LEASE, 0)).rejects.toThrow('does not answer in time');
    expect(performance.now() - began).toBeLessThan(6000);
    expect(called).toBeGreaterThan(0);
  });

  it('that meets a line which is dead though nothing closes it is made over a new one, in time for the lease', async () => {
    const { port } = await api((_request, _body, response) => answer(response, 200, HELD));
    const relay = await Relay.to({ host: '127.0.0.1', port });
    const link = linkTo(relay.port);
    try {
      // Until it goes over a line that was there before.
      for (let lines = -1; lines < relay.count;) {
        lines = relay.count;
        expect(await link.renew(LEASE, 0)).toEqual(HELD);
      }
      relay.hush();
      const began = performance.now();
      expect(await link.renew(LEASE, 0)).toEqual(HELD);
      expect([relay.count, performance.now() - began > 1_500]).toEqual([1, true]);
    } finally {
      await link.close();
      await relay.close();
    }
  });
});

describe('the token', () => {
  it('is shown with every call, and its refusal says what to give', async () => {
    const { port } = await api((request, _body, response) => {
      const isRight = request.headers.authorization === 'Bearer right';
      answer(response, isRight ? 200 : 401, isRight ? HELD : { detail: 'no' });
    });
    expect(await linkTo(port, 'right').renew(LEASE, 0)).toEqual(HELD);
    const error = await linkTo(port)
      .renew(LEASE, 0)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'api_refused', message: expect.stringContaining('asks for a token') });
    expect((error as ApiRefused).remedy).toContain('--token');
  });
});

describe('what answers', () => {
  it.each([
    [200, '<html>', 'text/html'],
    [200, '{"kind":"other"}', 'application/json'],
    [404, '<h1>Not Found</h1>', 'text/html'],
  ])('is told from Loom when it says %i %s', async (status, body, type) => {
    const { port } = await api((_request, _body, response) => {
      response.writeHead(status, { 'content-type': type }).end(body);
    });
    await expect(linkTo(port).renew(LEASE, 0)).rejects.toThrow(/is not Loom/);
  });

  it('has to say its version to a worker that joins', async () => {
    const versions = ['1.2.9', '1.3.0', ''];
    const { port } = await api((_request, _body, response) => {
      const version = versions.shift() ?? '';
      answer(response, 200, {}, version === '' ? {} : { 'x-loom-version': version });
    });
    const link = linkTo(port);
    const card = { id: 'w', host: 'h', version: '1.2.3', roles: [], concurrency: 1, active: 0, models: [] };
    // An API that says nothing of models is one that knows nothing.
    expect(await link.heartbeat(card, [])).toEqual({ profiles: [], atWork: false });
    await expect(link.heartbeat(card, [])).rejects.toMatchObject({ code: 'version_mismatch', theirs: '1.3.0' });
    await expect(link.heartbeat(card, [])).rejects.toThrow(/is not Loom/);
  });
});

describe('a link that is closed', () => {
  it('ends the calls that wait, at once', async () => {
    const { port } = await api((_request, _body, response) => answer(response, 503, {}, { 'retry-after': '5' }));
    const link = linkTo(port);
    const waiting = link.record(LEASE, [ENTRY], 0).catch((thrown: unknown) => thrown);
    const began = performance.now();
    await link.close();
    expect(await waiting).toBeInstanceOf(LinkClosed);
    expect(performance.now() - began).toBeLessThan(2000);
    await expect(link.renew(LEASE, 0)).rejects.toBeInstanceOf(LinkClosed);
  });
});

describe('tokens', () => {
  const piece = (text: string): TokenPiece => ({ taskId: 't', correlationId: 'c', kind: 'text', text });

  it('are gathered, stay in order, and are dropped rather than heaped up', async () => {
    const received: TokenPiece[][] = [];
    let release = (): void => undefined;
    const arrived: (() => void)[] = [];
    const { port } = await api((_request, body, response) => {
      received.push((JSON.parse(body) as { pieces: TokenPiece[] }).pieces);
      arrived.shift()?.();
      const go = (): void => void response.writeHead(204).end();
      if (received.length === 1) release = go;
      else go();
    });
    const next = (): Promise<void> => new Promise((resolve) => arrived.push(resolve));
    const link = linkTo(port);
    const first = next();
    link.showTokens([piece('a'), piece('b')]);
    link.showTokens([piece('c')]);
    await first;
    expect(received[0]).toEqual([piece('abc')]);
    // The reader holds the line: what waits is bounded.
    for (let i = 0; i < 1000; i++) link.showTokens([piece('x'.repeat(1000))]);
    const second = next();
    release();
    await second;
    const text = received[1]?.map((p) => p.text).join('') ?? '';
    expect(text.length).toBeGreaterThan(100_000);
    expect(text.length).toBeLessThanOrEqual(128 * 1024);
  });

  it('cost nothing when nobody can be reached', async () => {
    const { port, stop } = await api(() => undefined);
    await stop();
    expect(() => linkTo(port).showTokens([piece('a')])).not.toThrow();
  });
});

describe('trees', () => {
  it('are fetched and pushed under the attempt, and again after a broken line', async () => {
    const seen: string[] = [];
    const { port } = await api((request, body, response) => {
      seen.push(`${request.method} ${request.url} ${body.length}`);
      if (seen.length === 1) return void response.destroy();
      if (request.method === 'GET') response.writeHead(200).end('PACK');
      else response.writeHead(204).end();
    });
    const transport = new HttpTreeTransport({ url: `http://127.0.0.1:${port}` });
    open.push(transport);
    expect(await transport.fetchBundle('w1', 'c2', ['c0', 'c1'])).toEqual(Buffer.from('PACK'));
    await transport.pushBundle({ attemptId: 'execute.t.s.1', epoch: 3, base: 'c0' }, 'c2', Buffer.from('12345'));
    const fetched = 'GET /internal/worker/workspaces/w1/bundle?want=c2&have=c0%2Cc1 0';
    const pushed = 'PUT /internal/worker/attempts/execute.t.s.1/bundle?base=c0&commit=c2&epoch=3 5';
    expect(seen).toEqual([fetched, fetched, pushed]);
  });
});
