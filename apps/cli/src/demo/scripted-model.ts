import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { answer, type ScriptReply, type ScriptRequest } from './script.js';

export interface ScriptedModel {
  /** With `/v1`. */
  readonly baseUrl: string;
  /** Remembered lines that answers relied on. */
  readonly recalled: readonly string[];
  close(): Promise<void>;
}

/** The script behind the OpenAI protocol, on loopback. `delayMs` is how long an answer takes, so that one can watch. */
export async function startScriptedModel(delayMs: number): Promise<ScriptedModel> {
  const recalled: string[] = [];
  const server = createServer((request, response) => {
    respond(request, response, delayMs, recalled).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(400, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { message: error instanceof Error ? error.message : String(error) } }));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    recalled,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export const MODEL = 'scripted';

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  delayMs: number,
  recalled: string[],
): Promise<void> {
  const path = (request.url ?? '').split('?')[0];
  if (path === '/v1/models' && request.method === 'GET') {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ object: 'list', data: [{ id: MODEL, object: 'model', max_model_len: 32_768 }] }));
    return;
  }
  if (path !== '/v1/chat/completions' || request.method !== 'POST') {
    response.writeHead(404, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: { message: 'not found' } }));
    return;
  }
  const body = (await json(request)) as Record<string, unknown>;
  const reply = answer(asked(body));
  if (reply.recalled !== undefined) recalled.push(reply.recalled);
  await new Promise((wake) => setTimeout(wake, delayMs));
  const usage = {
    prompt_tokens: Math.ceil(JSON.stringify(body['messages']).length / 4),
    completion_tokens: Math.ceil(JSON.stringify(reply).length / 4),
  };
  const counted = { ...usage, total_tokens: usage.prompt_tokens + usage.completion_tokens };
  const id = `chatcmpl-${Date.now()}`;
  const common = { id, created: Math.floor(Date.now() / 1000), model: MODEL };
  const finish_reason = reply.calls.length > 0 ? 'tool_calls' : 'stop';
  if (body['stream'] !== true) {
    const message = {
      role: 'assistant',
      content: reply.text,
      ...(reply.calls.length > 0 ? { tool_calls: callsOf(reply) } : {}),
    };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({
        ...common,
        object: 'chat.completion',
        choices: [{ index: 0, message, finish_reason }],
        usage: counted,
      }),
    );
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  const send = (choices: object[], more: object = {}): void => {
    response.write(`data: ${JSON.stringify({ ...common, object: 'chat.completion.chunk', choices, ...more })}\n\n`);
  };
  const delta = (delta: object, reason: string | null = null): void =>
    send([{ index: 0, delta, finish_reason: reason }]);
  delta({ role: 'assistant', content: '' });
  for (const piece of reply.text.match(/[\s\S]{1,80}/g) ?? []) delta({ content: piece });
  callsOf(reply).forEach((call, index) => delta({ tool_calls: [{ index, ...call }] }));
  delta({}, finish_reason);
  send([], { usage: counted });
  response.end('data: [DONE]\n\n');
}

const callsOf = (reply: ScriptReply) =>
  reply.calls.map((call) => ({
    id: randomBytes(5).toString('hex').slice(0, 9),
    type: 'function',
    function: { name: call.name, arguments: JSON.stringify(call.arguments) },
  }));

function asked(body: Record<string, unknown>): ScriptRequest {
  const list = (value: unknown): Record<string, unknown>[] =>
    Array.isArray(value) ? value.filter((v): v is Record<string, unknown> => typeof v === 'object' && v !== null) : [];
  const textOf = (content: unknown): string =>
    typeof content === 'string'
      ? content
      : list(content)
          .map((part) => (typeof part['text'] === 'string' ? part['text'] : ''))
          .join('');
  return {
    messages: list(body['messages']).map((m) => ({ role: String(m['role']), content: textOf(m['content']) })),
    tools: list(body['tools']).flatMap((tool) => {
      const name = (tool['function'] as { name?: unknown } | undefined)?.name;
      return typeof name === 'string' ? [name] : [];
    }),
  };
}
