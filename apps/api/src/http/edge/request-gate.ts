import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { isLoopback } from '#config';
import { RequestRefused } from '../errors/problem-error.js';
import { bearerIn, type Caller, type Tokens } from './tokens.js';

/** Answers without a token: liveness for probes, and the description of an interface that is public anyway. */
const OPEN = /^\/(?:health|docs|docs-json|docs\/.*)$/;
const WORKER_ROUTES = '/internal/worker/';
const TOKEN_ROUTES = /^\/tokens(?:\/|$)/;
const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const ANY_ADDRESS: ReadonlySet<string> = new Set(['0.0.0.0', '::', '[::]']);

/** What is looked at of a request. `route` is the registered address it came to; undefined where there is none. */
export type Seen = Pick<FastifyRequest, 'method' | 'url' | 'headers'> & { readonly route: string | undefined };

export interface Passage {
  readonly caller: Caller | null;
  /** Why the request is refused; null = it may pass. */
  readonly refusal: RequestRefused | null;
}

/**
 * Who may speak to this server. A page in the user's browser can reach loopback, and by rebinding its own name even
 * read the answers: so the Host has to be one of ours, unless the request shows a token, which such a page cannot know.
 * With a token configured every address but the open ones asks for one, the workers' included.
 */
export class RequestGate {
  constructor(
    private readonly host: string,
    private readonly tokens: Tokens,
  ) {}

  async pass(request: Seen): Promise<Passage> {
    const caller = await this.tokens.whose(bearerIn(request.headers));
    return { caller, refusal: this.refusal(request, caller) };
  }

  private refusal(request: Seen, caller: Caller | null): RequestRefused | null {
    const path = request.url.split('?', 1)[0] ?? '';
    const host = request.headers.host;
    if (caller === null && !this.isOwnHost(host))
      return forbidden('unknown_host', 'This server does not answer under the name in the Host header.');
    if (!SAFE_METHODS.has(request.method) && caller === null && !isSameOrigin(request.headers.origin, host))
      return forbidden('foreign_origin', 'Pages of other origins may not change anything here.');
    if (OPEN.test(path)) return null;
    if (caller !== null) return wrongKind(caller, request.route);
    if (!this.tokens.areAskedFor) return null;
    const detail =
      request.headers.authorization === undefined
        ? 'This server asks for its token: send "Authorization: Bearer <token>".'
        : 'The token is not one this server takes.';
    return new RequestRefused(401, 'unauthorized', detail);
  }

  private isOwnHost(header: string | undefined): boolean {
    const name = hostName(header);
    if (name === null) return false;
    if (isLoopback(name) || name === hostName(this.host)) return true;
    return ANY_ADDRESS.has(this.host) && isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0;
  }
}

const forbidden = (code: string, detail: string): RequestRefused => new RequestRefused(403, code, detail);

/** The route decides, not the address as it was written: that can be written in more than one way. */
function wrongKind({ kind }: Caller, route: string | undefined): RequestRefused | null {
  const isWorkers = route?.startsWith(WORKER_ROUTES) ?? false;
  if (kind === 'worker' && !isWorkers)
    return forbidden('wrong_kind_of_token', 'This token is a worker’s: it opens nothing but the calls of workers.');
  if (kind === 'user' && isWorkers)
    return forbidden(
      'wrong_kind_of_token',
      'Workers need a token of their own: `loom token create NAME --kind worker`.',
    );
  if (kind === 'user' && TOKEN_ROUTES.test(route ?? ''))
    return forbidden(
      'wrong_kind_of_token',
      'Tokens are made and revoked with the [server] token of the configuration.',
    );
  return null;
}

/**
 * The name in a Host header, without its port; null for what is none. A bare IPv6 address (of the configuration) stays.
 */
function hostName(header: string | undefined): string | null {
  const text = header?.toLowerCase() ?? '';
  if (isIP(text) === 6) return `[${text}]`;
  const [, name] = /^(\[[0-9a-f:.]+\]|[a-z0-9_.-]+)(?::\d{1,5})?$/.exec(text) ?? [];
  return name === undefined ? null : name.replace(/\.$/, '');
}

/** Browsers send an Origin with whatever may change something; programs send none. */
function isSameOrigin(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return true;
  return origin.toLowerCase().replace(/^https?:\/\//, '') === host?.toLowerCase();
}
