import { afterEach } from 'vitest';
import type { ModelConfig } from '#config';
import { blankProfile, type ModelProfile } from '#contracts';
import type { ChatMessage, ToolSchema } from '#domain';
import type { ModelReply, ModelRequest } from '#roles';
import {
  answer,
  modelConfig,
  RecordedClock,
  ScriptedModelServer,
  type ScriptedAnswer,
  type SeenRequest,
} from '#testing';
import { createModelClient, LocalEndpointSlots, type HttpModelClient } from '../index.js';

/* How what is known of a model steers what it is asked, and how work corrects what is known. */

const open: (() => Promise<void>)[] = [];
/** What the test that runs has opened is closed at its end. */
export const later = (...closes: (() => Promise<void>)[]): void => void open.push(...closes);
/** Closes what each test of a file has opened. */
export function closeBeds(): void {
  afterEach(async () => {
    for (const close of open.splice(0).reverse()) await close();
  });
}

export const PROVIDERS = ['ollama', 'openai_compatible'] as const;
export const TOOL: ToolSchema = {
  name: 'read_file',
  description: 'Read.',
  parameters: { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] },
};
export const SCHEMA = { type: 'object', properties: { passed: { type: 'boolean' } }, required: ['passed'] };
export const USER: readonly ChatMessage[] = [
  { role: 'system', content: 'S' },
  { role: 'user', content: 'Go.' },
];
export const called = (...ids: readonly string[]): readonly ChatMessage[] => [
  ...USER,
  {
    role: 'assistant',
    content: 'I read.',
    toolCalls: ids.map((id) => ({ id: `${id}23456789`.slice(0, 9), name: 'read_file', arguments: { path: id } })),
  },
  ...ids.map((id): ChatMessage => ({
    ...{ role: 'tool', toolCallId: `${id}23456789`.slice(0, 9), toolName: 'read_file' },
    content: `bytes of ${id}`,
  })),
];
export const written = (path: string): ScriptedAnswer => ({
  text: `<tool_call>\n${JSON.stringify({ name: 'read_file', arguments: { path } })}\n</tool_call>`,
});

export interface Bed {
  readonly server: ScriptedModelServer;
  readonly client: HttpModelClient;
  readonly last: () => SeenRequest;
  readonly ask: (more?: Partial<ModelRequest>) => Promise<ModelReply>;
}
export async function bed(
  provider: ModelConfig['provider'],
  known: Partial<ModelProfile> | null,
  say: (request: SeenRequest) => ScriptedAnswer = () => answer('ok'),
  config: Partial<ModelConfig> = {},
): Promise<Bed> {
  const server = await ScriptedModelServer.start(say);
  const client = createModelClient([modelConfig(server.url, { provider, ...config })], {
    slots: new LocalEndpointSlots(),
    random: () => 0,
    clock: new RecordedClock(),
  });
  open.push(
    () => server.close(),
    () => client.close(),
  );
  if (known !== null) await know(client, known);
  const ask = async (request: Partial<ModelRequest> = {}): Promise<ModelReply> =>
    client.complete(await client.choose({ role: 'executor', tier: 1 }), {
      messages: USER,
      signal: new AbortController().signal,
      ...request,
    });
  return { server, client, ask, last: () => server.requests.at(-1) as SeenRequest };
}

/** As the API tells it after a heartbeat. */
export async function know(client: HttpModelClient, known: Partial<ModelProfile>): Promise<void> {
  await client.probeNow('main', new AbortController().signal);
  const { endpoint, model, fingerprint } = client.profileOf('main') as ModelProfile;
  client.adopt([{ ...blankProfile({ endpoint, model }, fingerprint), ...known }], client.findings());
}

export const switchIn = ({ body, protocol }: SeenRequest): unknown =>
  protocol === 'ollama'
    ? body['think']
    : (body['chat_template_kwargs'] as { enable_thinking?: boolean } | undefined)?.enable_thinking;
export const formIn = ({ body }: SeenRequest): unknown =>
  body['format'] ?? (body['response_format'] as { type?: string } | undefined)?.type;
export const rolesIn = ({ messages }: SeenRequest): string => messages.map(({ role }) => role).join(' ');
