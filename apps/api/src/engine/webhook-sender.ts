import { createHmac } from 'node:crypto';
import { lookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { promisify } from 'node:util';
import type { Delivery } from '#conductor';
import { toWireEvent } from '#contracts';
import { Agent } from 'undici';
import { plainHost, type WebhookReceivers } from './webhook-receivers.js';

/** For one try, name look-up and redirects included. */
export const TRY_MS = 10_000;
const MAX_REDIRECTS = 3;
/** Those after which the same request may be sent again elsewhere; 303 asks for a GET. */
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 307, 308]);
/** What is read of an answer, so that the connection ends in order. */
const ANSWER_BYTES = 16 * 1024;

/** Texts name statuses and error codes only: nothing of the URL, nothing the receiver said. */
export type Sent =
  | { readonly kind: 'accepted' }
  /** May work later. */
  | { readonly kind: 'failed'; readonly because: string }
  /** An address that webhooks may not reach. */
  | { readonly kind: 'refused'; readonly because: string }
  /** By the caller. */
  | { readonly kind: 'broken_off' };

type Hop = Sent | { readonly kind: 'redirected'; readonly location: string };

interface Message {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** All addresses of a host name. */
export type LookUp = (host: string) => Promise<LookupAddress[]>;

/** Sends an event to its receiver, once. */
export class WebhookSender {
  constructor(
    private readonly receivers: WebhookReceivers,
    private readonly token: string | undefined,
    private readonly lookUp: LookUp = lookUpByName,
  ) {}

  async send(delivery: Pick<Delivery, 'id' | 'event' | 'url'>, brokenOff: AbortSignal): Promise<Sent> {
    const timeout = AbortSignal.timeout(TRY_MS);
    const signal = AbortSignal.any([timeout, brokenOff]);
    try {
      return await this.follow(new URL(delivery.url), messageOf(delivery, this.token), signal);
    } catch (error) {
      if (brokenOff.aborted) return { kind: 'broken_off' };
      if (timeout.aborted) return { kind: 'failed', because: `no answer within ${TRY_MS / 1000} s` };
      return { kind: 'failed', because: codeOf(error) };
    }
  }

  private async follow(first: URL, message: Message, signal: AbortSignal): Promise<Sent> {
    const credentials = authorizationOf(first);
    let url = first;
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      // A password is for the host it was given for.
      const own = url.origin === first.origin ? credentials : {};
      const answer = await this.post(url, { ...message, headers: { ...message.headers, ...own } }, signal);
      if (answer.kind !== 'redirected') return answer;
      if (!URL.canParse(answer.location, url.href)) return { kind: 'failed', because: 'redirect to no address' };
      const next = new URL(answer.location, url);
      if (url.protocol === 'https:' && next.protocol !== 'https:')
        return { kind: 'refused', because: 'redirect from https to another protocol' };
      url = next;
    }
    return { kind: 'failed', because: `more than ${MAX_REDIRECTS} redirects` };
  }

  private async post(url: URL, { headers, body }: Message, signal: AbortSignal): Promise<Hop> {
    if (url.protocol !== 'http:' && url.protocol !== 'https:')
      return { kind: 'refused', because: 'neither http nor https' };
    const found = await orAborted(this.addressesOf(plainHost(url.hostname)), signal);
    const addresses = found.filter(({ address }) => this.receivers.permit(url.hostname, address));
    if (addresses.length === 0) return { kind: 'refused', because: 'an address that is not public' };
    // The name is not looked up again: what was checked is what is connected to.
    const agent = new Agent({ connect: { lookup: answering(addresses), timeout: TRY_MS }, headersTimeout: TRY_MS });
    try {
      const { origin, pathname, search } = url;
      const path = pathname + search;
      const response = await agent.request({ origin, path, method: 'POST', headers, body, signal });
      // The status is the answer; a body that breaks off changes nothing.
      await response.body.dump({ limit: ANSWER_BYTES, signal }).catch(() => undefined);
      const { location } = response.headers;
      const { statusCode: status } = response;
      if (status >= 200 && status < 300) return { kind: 'accepted' };
      if (REDIRECTS.has(status) && typeof location === 'string') return { kind: 'redirected', location };
      return { kind: 'failed', because: `status ${status}` };
    } finally {
      await agent.destroy();
    }
  }

  private async addressesOf(host: string): Promise<LookupAddress[]> {
    const family = isIP(host);
    return family === 0 ? this.lookUp(host) : [{ address: host, family }];
  }
}

/** The same bytes in every try. */
function messageOf({ id, event }: Pick<Delivery, 'id' | 'event'>, token: string | undefined): Message {
  const body = JSON.stringify(toWireEvent(event));
  const headers = {
    'Content-Type': 'application/json',
    'User-Agent': 'Loom',
    'X-Loom-Event': event.type,
    'X-Loom-Delivery': id,
    ...(token === undefined ? {} : { 'X-Loom-Signature': `sha256=${hmac(token, body)}` }),
  };
  return { headers, body };
}

const hmac = (token: string, body: string): string => createHmac('sha256', token).update(body).digest('hex');

function authorizationOf({ username, password }: URL): { Authorization?: string } {
  if (username === '' && password === '') return {};
  const pair = `${decoded(username)}:${decoded(password)}`;
  return { Authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const lookUpByName: LookUp = (host) => promisify(lookup)(host, { all: true });

const answering =
  (addresses: readonly LookupAddress[]): LookupFunction =>
  (_host, options, done) => {
    const [first] = addresses;
    if (options.all === true || first === undefined) done(null, [...addresses]);
    else done(null, first.address, first.family);
  };

/** A look-up cannot be called off, only left alone. */
async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = (): void => reject(new Error('aborted'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
  });
  return Promise.race([work, aborted]).finally(() => signal.removeEventListener('abort', stop));
}

function codeOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return typeof code === 'string' ? code : typeof name === 'string' ? name : 'unknown';
}
