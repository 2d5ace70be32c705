import { hostname } from 'node:os';
import { normaliseBaseUrl } from '../providers/provider.js';

/** The right to have one request at an endpoint. */
export interface Slot {
  /** Gives it back; repeated calls are harmless. */
  release(): Promise<void>;
}

/** A slot on sufferance: its holder leaves as soon as somebody wants to work there. */
export interface IdleSlot extends Slot {
  readonly wanted: AbortSignal;
}

/** Bounds the requests at one endpoint over all roles and machines. */
export abstract class EndpointSlots {
  /**
   * Waits for a slot. Slots are given in the order of asking, but for `model`: whoever wants the one that was asked
   * last
   * goes first, since another would have to be loaded; the first in the queue is passed by for a bounded time only.
   * @throws the signal's reason when aborted; nothing is held then.
   */
  abstract acquire(endpoint: string, limit: number, signal: AbortSignal, model?: string): Promise<Slot>;
  /**
   * A slot for something that can wait, or null. `idle`: nobody is there or waits; `quiet`: and nobody has just been
   * there, so that a conversation between two of its turns does not lose what the server holds of it. One at a time.
   */
  abstract acquireIdle(endpoint: string, when: 'idle' | 'quiet'): Promise<IdleSlot | null>;
  /** Slots held and waited for by work, as of now. */
  abstract demand(endpoint: string): Promise<number>;
  abstract close(): Promise<void>;
}

/** Milliseconds. */
export interface SlotTimings {
  /** How long the first in the queue lets others pass that want the model that is loaded. */
  readonly warmMs: number;
  /** How long after work an endpoint counts as quiet. */
  readonly quietMs: number;
}
export const SLOT_TIMINGS: SlotTimings = { warmMs: 60_000, quietMs: 15_000 };

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
