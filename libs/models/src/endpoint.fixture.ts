import type { ModelConfig } from '#config';
import type { ChatMessage } from '#domain';
import type { ModelReply, ModelRequest } from '#roles';
import {
  inOrder,
  modelConfig,
  RecordedClock,
  ScriptedModelServer,
  type ScriptedAnswer,
  type ScriptedServerOptions,
} from '#testing';
import { createModelClient, LocalEndpointSlots, type HttpModelClient, type ModelClientOptions } from './index.js';

/* One endpoint on a scripted server, and a client of it. */

const open: (() => Promise<void>)[] = [];
export const closeLater = (close: () => Promise<void>): void => void open.push(close);
/** Ends what the tests of a file have started. */
export async function closeBeds(): Promise<void> {
  for (const close of open.splice(0).reverse()) await close();
}

interface Bed {
  readonly server: ScriptedModelServer;
  readonly client: HttpModelClient;
  readonly ask: (more?: Partial<ModelRequest>) => Promise<ModelReply>;
}
export async function bed(
  serve: ScriptedServerOptions | readonly ScriptedAnswer[] | ScriptedServerOptions['answer'],
  more: Partial<ModelConfig> = {},
): Promise<Bed> {
  const server = await ScriptedModelServer.start(
    Array.isArray(serve) ? inOrder(serve) : (serve as ScriptedServerOptions),
  );
  closeLater(() => server.close());
  const client = createModelClient([modelConfig(server.url, more)], {
    slots: new LocalEndpointSlots(),
    random: () => 0,
    clock: new RecordedClock(),
  });
  closeLater(() => client.close());
  const ask = async (request: Partial<ModelRequest> = {}): Promise<ModelReply> =>
    client.complete(await client.choose({ role: 'executor', tier: 1 }), {
      messages: USER,
      signal: new AbortController().signal,
      ...request,
    });
  return { server, client, ask };
}
export const USER: readonly ChatMessage[] = [
  { role: 'system', content: 'S' },
  { role: 'user', content: 'Go.' },
];
export const OPENAI = { provider: 'openai_compatible' } as const;

export async function serve(
  options: ScriptedServerOptions | ScriptedServerOptions['answer'],
): Promise<ScriptedModelServer> {
  const server = await ScriptedModelServer.start(options);
  closeLater(() => server.close());
  return server;
}

export function clientFor(
  configs: readonly ModelConfig[],
  more: Partial<ModelClientOptions> = {},
): { client: HttpModelClient; waits: number[] } {
  const clock = new RecordedClock();
  const client = createModelClient(configs, { slots: new LocalEndpointSlots(), random: () => 0, clock, ...more });
  closeLater(() => client.close());
  return { client, waits: clock.waits };
}

/** A request of an executor. */
export const asking = (more: Partial<ModelRequest> = {}): ModelRequest => ({
  messages: [
    { role: 'system', content: 'You are the executor of Loom.' },
    { role: 'user', content: 'Go.' },
  ],
  signal: new AbortController().signal,
  ...more,
});
