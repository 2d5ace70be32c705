import { hostname } from 'node:os';
import { normaliseBaseUrl } from '../providers/provider.js';

/** The right to have one request at an endpoint. */
export interface Slot {
  /** Gives it back; repeated calls are harmless. */
  release(): Promise<void>;
}

/** Bounds the requests at one endpoint over all roles and machines, in the order of asking. */
export abstract class EndpointSlots {
  /** Waits for a slot. @throws the signal's reason when aborted; nothing is held then. */
  abstract acquire(endpoint: string, limit: number, signal: AbortSignal): Promise<Slot>;
  /** Slots held and waited for, as of now. */
  abstract demand(endpoint: string): Promise<number>;
  abstract close(): Promise<void>;
}

/**
 * Names the server behind a base address. One on loopback is another server on every machine, so the machine's name is
 * part of it; models on one server share its slots, since they share its GPU.
 */
export function endpointKey(baseUrl: string, machine: string = hostname()): string {
  const { protocol, hostname: host, port, pathname } = new URL(normaliseBaseUrl(baseUrl));
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\]|0\.0\.0\.0)$/.test(host);
  const where = port === '' ? (protocol === 'https:' ? '443' : '80') : port;
  return `${isLoopback ? machine : host}:${where}${pathname.replace(/\/+$/, '')}`;
}
