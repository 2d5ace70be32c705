import type { FastifyInstance } from 'fastify';
import { RequestRefused, invalid } from '../errors/problem-error.js';
import { readJsonBody, textFault } from './json-body.js';
import type { KnownParameters } from './known-parameters.js';
import type { RateLimit } from './rate-limit.js';
import type { RequestGate } from './request-gate.js';
import type { RouteTable } from './route-table.js';
import { securityHeaders } from './security-headers.js';
import { throwAwayRest } from './unread-body.js';

export const BODY_LIMIT = 1024 * 1024;
/** Entries of an attempt hold whole prompts and answers. */
const WORKER_BODY_LIMIT = 16 * 1024 * 1024;
const WORKER_ROUTES = '/internal/worker/';
/** Addresses that take bytes instead of JSON; their handlers bound them. */
const TAKES_BYTES = /^\/internal\/worker\/(?:attempts\/:[^/]+\/bundle|redis)$/;
const BYTES = 'application/octet-stream';

/**
 * What holds for every request, before any handler: who may speak, what a body may be, what an answer always carries.
 */
export function harden(
  fastify: FastifyInstance,
  { gate, limit, routes, known }: { gate: RequestGate; limit: RateLimit; routes: RouteTable; known: KnownParameters },
): void {
  fastify.addHook('onRoute', (route) => {
    routes.add(route.method, route.url);
    if (route.url.startsWith(WORKER_ROUTES)) route.bodyLimit = WORKER_BODY_LIMIT;
  });
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.headers(securityHeaders(request.url.split('?', 1)[0] ?? ''));
    const { method, url, headers } = request;
    const route = request.routeOptions.url;
    const { caller, refusal } = await gate.pass({ method, url, headers, route });
    const tooMany = await limit.refusal(request, caller, refusal?.status !== 401);
    const wrong = tooMany ?? refusal ?? wrongBodyType(headers['content-type'], route);
    if (wrong !== null) throw wrong;
  });
  fastify.addHook('preValidation', (request, _reply, done) => {
    const query = (request.query ?? {}) as Record<string, unknown>;
    const unknown = known.unknownIn(request.method, request.routeOptions.url, query);
    if (unknown.length > 0) return done(invalid(unknown));
    const faults = Object.entries(query).flatMap(([name, value]) =>
      [value].flat().map((one) => ({ pointer: `/${name}`, detail: typeof one === 'string' ? textFault(one) : null })),
    );
    const wrong = faults.flatMap(({ pointer, detail }) => (detail === null ? [] : [{ pointer, detail }]));
    done(wrong.length > 0 ? invalid(wrong) : undefined);
  });
  fastify.addHook('onSend', async (request, reply) => {
    if (reply.statusCode >= 400) await throwAwayRest(request.raw);
  });
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, readJsonBody(body));
    } catch (error) {
      done(error as Error);
    }
  });
  // The stream itself: the handler reads no more of it than it allows.
  fastify.addContentTypeParser(BYTES, (_request, payload, done) => done(null, payload));
}

function wrongBodyType(contentType: string | undefined, route: string | undefined): RequestRefused | null {
  const isBytes = contentType?.toLowerCase().startsWith(BYTES) ?? false;
  if (!isBytes || route === undefined || TAKES_BYTES.test(route)) return null;
  return new RequestRefused(415, 'unsupported_media_type', 'Send the body as application/json.');
}
