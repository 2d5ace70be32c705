import { afterEach } from 'vitest';
import type { ModelConfig } from '#config';
import { type ModelProfile } from '#contracts';
import {
  ableModel,
  answer,
  modelConfig,
  ScriptedModelServer,
  type PlayedAbilities,
  type ScriptedServerOptions,
} from '#testing';
import { createModelClient, LocalEndpointSlots, type HttpModelClient, type ModelClientOptions } from '../index.js';

export const PROVIDERS = ['ollama', 'openai_compatible'] as const;
export type ProviderName = (typeof PROVIDERS)[number];
export const open: (() => Promise<void>)[] = [];
/** What a test leaves open ends with it, the last one first. */
export function closeWhatIsOpen(): void {
  afterEach(async () => {
    for (const close of open.splice(0).reverse()) await close();
  });
}
export const running = (): AbortSignal => new AbortController().signal;

export interface Bed {
  readonly server: ScriptedModelServer;
  readonly client: HttpModelClient;
  readonly slots: LocalEndpointSlots;
  readonly profile: () => ModelProfile;
  readonly clock: { at: number };
}
/** A model that is played, and a client that may probe it; both end with the test. */
export async function bed(
  provider: ProviderName,
  able: PlayedAbilities | ScriptedServerOptions['answer'],
  more: {
    config?: Partial<ModelConfig>;
    server?: Partial<ScriptedServerOptions>;
    client?: Partial<ModelClientOptions>;
  } = {},
): Promise<Bed> {
  const checks = typeof able === 'function' ? able : ableModel(able);
  const server = await ScriptedModelServer.start({ answer: () => answer('ok'), checks, ...more.server });
  const slots = new LocalEndpointSlots();
  const clock = { at: Date.parse('2026-01-01T00:00:00Z') };
  const client = createModelClient([modelConfig(server.url, { provider, ...more.config })], {
    slots,
    clock: { now: () => clock.at, elapsed: () => clock.at, sleep: async () => undefined },
    ...more.client,
  });
  open.push(
    () => server.close(),
    () => client.close(),
  );
  return { server, client, slots, clock, profile: () => client.profileOf('main') as ModelProfile };
}
