import { createHash, timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { isLoopback } from '#config';
import { RequestRefused } from '../errors/problem-error.js';

export interface GateConfig {
  readonly host: string;
  readonly token?: string | undefined;
}

/** Answers without a token: liveness for probes, and the description of an interface that is public anyway. */
const OPEN = /^\/(?:health|docs|docs-json|docs\/.*)$/;
const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const ANY_ADDRESS: ReadonlySet<string> = new Set(['0.0.0.0', '::', '[::]']);

/**
 * Who may speak to this server. A page in the user's browser can reach loopback, and by rebinding its own name even read
 * the answers: so the Host has to be one of ours, unless the request shows the token, which such a page cannot know.
 * With a token configured every address but the open ones asks for it, the workers' included.
 */
export class RequestGate {
  private readonly digest: Buffer | null;

  constructor(private readonly config: GateConfig) {
    this.digest = config.token === undefined ? null : sha256(config.token);
  }

  /** Why the request is refused; null = it may pass. */
  refusal(request: Pick<FastifyRequest, 'method' | 'url' | 'headers'>): RequestRefused | null {
    const path = request.url.split('?', 1)[0] ?? '';
    const hasToken = this.showsToken(request.headers.authorization);
    const host = request.headers.host;
    if (!hasToken && !this.isOwnHost(host))
      return forbidden('unknown_host', 'This server does not answer under the name in the Host header.');
    if (!SAFE_METHODS.has(request.method) && !hasToken && !isSameOrigin(request.headers.origin, host))
      return forbidden('foreign_origin', 'Pages of other origins may not change anything here.');
    if (this.digest === null || hasToken || OPEN.test(path)) return null;
    const detail =
      request.headers.authorization === undefined
        ? 'This server asks for its token: send "Authorization: Bearer <token>".'
        : 'The token is not the one this server asks for.';
    return new RequestRefused(401, 'unauthorized', detail);
  }

  private showsToken(header: string | undefined): boolean {
    const given = /^Bearer +(\S+) *$/i.exec(header ?? '')?.[1];
    // Equal lengths by hashing, so that the comparison's time says nothing about the token.
    return this.digest !== null && given !== undefined && timingSafeEqual(sha256(given), this.digest);
  }

  private isOwnHost(header: string | undefined): boolean {
    const name = hostName(header);
    if (name === null) return false;
    if (isLoopback(name) || name === hostName(this.config.host)) return true;
    return ANY_ADDRESS.has(this.config.host) && isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0;
  }
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
const forbidden = (code: string, detail: string): RequestRefused => new RequestRefused(403, code, detail);

/** The name in a Host header, without its port; null for what is none. A bare IPv6 address (of the configuration) stays. */
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
