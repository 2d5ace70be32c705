import type { JsonSchema, Role, ToolSchema } from '#domain';
import type { ScriptedReply, SeenMessage, SeenRequest } from './scripted-reply.js';

type Json = Record<string, unknown>;
const asRecord = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
const asList = (value: unknown): Json[] => (Array.isArray(value) ? value.map(asRecord) : []);
const asText = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : asList(value)
        .map((part) => (typeof part['text'] === 'string' ? part['text'] : ''))
        .join('');

/** Reads what both protocols have in common out of a chat request's body. */
export function readChatBody(
  protocol: SeenRequest['protocol'],
  body: Json,
): Pick<SeenRequest, 'model' | 'stream' | 'messages' | 'tools' | 'jsonSchema' | 'system' | 'role'> {
  const messages = asList(body['messages']).map(readMessage);
  const system = messages.find((message) => message.role === 'system')?.content ?? '';
  const named = /You are the (planner|executor|verifier|extractor)/.exec(system || (messages[0]?.content ?? ''));
  return {
    model: asText(body['model']),
    stream: protocol === 'ollama' ? body['stream'] !== false : body['stream'] === true,
    messages,
    tools: asList(body['tools']).map((tool) => asRecord(tool['function']) as unknown as ToolSchema),
    jsonSchema: schemaOf(protocol, body),
    system,
    role: (named?.[1] as Role | undefined) ?? null,
  };
}

function readMessage(message: Json): SeenMessage {
  return {
    role: asText(message['role']),
    content: asText(message['content']),
    ...(typeof message['thinking'] === 'string' ? { thinking: message['thinking'] } : {}),
    toolCalls: asList(message['tool_calls']).map((call) => {
      const called = asRecord(call['function']);
      return { id: asText(call['id']), name: asText(called['name']), arguments: parsed(called['arguments']) };
    }),
    ...(typeof message['tool_call_id'] === 'string' ? { toolCallId: message['tool_call_id'] } : {}),
    ...(typeof message['tool_name'] === 'string' ? { toolName: message['tool_name'] } : {}),
  };
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

function schemaOf(protocol: SeenRequest['protocol'], body: Json): JsonSchema | null {
  if (protocol === 'ollama') {
    const format = body['format'];
    return typeof format === 'object' && format !== null ? (format as JsonSchema) : null;
  }
  const format = asRecord(body['response_format']);
  return format['type'] === 'json_schema' ? asRecord(asRecord(format['json_schema'])['schema']) : null;
}

/** Body of an answer as a list of lines or events; each is whole, ends included. */
export interface WireReply {
  readonly contentType: string;
  readonly parts: readonly string[];
}

export function renderReply(request: SeenRequest, reply: ScriptedReply): WireReply {
  return request.protocol === 'ollama' ? renderOllama(request, reply) : renderOpenAi(request, reply);
}

/** Body of an error in the protocol's own form. */
export function renderError(protocol: SeenRequest['protocol'], status: number, message: string): string {
  return protocol === 'ollama'
    ? JSON.stringify({ error: message })
    : JSON.stringify({ error: { message, type: 'scripted_error', param: null, code: status } });
}

const CREATED_AT = '2026-01-01T00:00:00Z';
const PIECE = 12; // code points of one streamed piece

function pieces(text: string): string[] {
  const points = [...text];
  const cut: string[] = [];
  for (let at = 0; at < points.length; at += PIECE) cut.push(points.slice(at, at + PIECE).join(''));
  return cut;
}

function usageOf(request: SeenRequest, reply: ScriptedReply): { prompt: number; completion: number } | null {
  if (reply.usage === null) return null;
  if (reply.usage) return { prompt: reply.usage.promptTokens, completion: reply.usage.completionTokens };
  const asked = JSON.stringify([request.body['messages'], request.body['tools']]).length;
  const said = (reply.text ?? '').length + (reply.thinking ?? '').length + JSON.stringify(reply.toolCalls ?? []).length;
  return { prompt: Math.ceil(asked / 4), completion: Math.ceil(said / 4) };
}

function renderOllama(request: SeenRequest, reply: ScriptedReply): WireReply {
  const line = (message: Json, rest: Json): string =>
    `${JSON.stringify({ model: request.model, created_at: CREATED_AT, message: { role: 'assistant', ...message }, ...rest })}\n`;
  const usage = usageOf(request, reply);
  const end: Json = {
    done: reply.omitEnd !== true,
    ...(reply.omitEnd ? {} : { done_reason: reply.finish === 'length' ? 'length' : 'stop', total_duration: 9_000_000 }),
    ...(usage && !reply.omitEnd ? { prompt_eval_count: usage.prompt, eval_count: usage.completion } : {}),
  };
  const calls = (reply.toolCalls ?? []).map((call, index) => ({
    ...(call.id === undefined ? {} : { id: call.id }),
    function: { index, name: call.name, arguments: call.arguments },
  }));
  if (!request.stream) {
    const thinking = reply.thinking === undefined ? {} : { thinking: reply.thinking };
    const tools = calls.length === 0 ? {} : { tool_calls: calls };
    return {
      contentType: 'application/json',
      parts: [line({ content: reply.text ?? '', ...thinking, ...tools }, end)],
    };
  }
  const parts = [
    ...pieces(reply.thinking ?? '').map((thinking) => line({ content: '', thinking }, { done: false })),
    ...pieces(reply.text ?? '').map((content) => line({ content }, { done: false })),
    ...(calls.length === 0 ? [] : [line({ content: '', tool_calls: calls }, { done: false })]),
  ];
  if (reply.errorInStream !== undefined) parts.push(`${JSON.stringify({ error: reply.errorInStream })}\n`);
  else if (!reply.omitEnd) parts.push(line({ content: '' }, end));
  return { contentType: 'application/x-ndjson', parts };
}

function renderOpenAi(request: SeenRequest, reply: ScriptedReply): WireReply {
  const usage = usageOf(request, reply);
  const counted = usage && {
    prompt_tokens: usage.prompt,
    completion_tokens: usage.completion,
    total_tokens: usage.prompt + usage.completion,
  };
  const calls = (reply.toolCalls ?? []).map((call, index) => ({
    index,
    id: call.id ?? `call_${request.n}_${index}`,
    type: 'function',
    function: {
      name: call.name,
      arguments: typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments),
    },
  }));
  const finish = reply.omitEnd ? null : (reply.finish ?? (calls.length > 0 ? 'tool_calls' : 'stop'));
  const common = { id: `chatcmpl-${request.n}`, created: 1, model: request.model };
  if (!request.stream) {
    const message = {
      role: 'assistant',
      content: reply.text ?? null,
      ...(reply.thinking === undefined ? {} : { reasoning_content: reply.thinking }),
      ...(calls.length === 0 ? {} : { tool_calls: calls }),
    };
    const choices = [{ index: 0, message, finish_reason: finish }];
    const whole = { ...common, object: 'chat.completion', choices, ...(counted ? { usage: counted } : {}) };
    return { contentType: 'application/json', parts: [JSON.stringify(whole)] };
  }
  const event = (rest: Json): string =>
    `data: ${JSON.stringify({ ...common, object: 'chat.completion.chunk', ...rest })}\n\n`;
  const delta = (of: Json, finishReason: string | null = null): string =>
    event({ choices: [{ index: 0, delta: of, finish_reason: finishReason }] });
  const parts = [
    delta({ role: 'assistant', content: null }),
    ...pieces(reply.thinking ?? '').map((reasoning) => delta({ reasoning_content: reasoning })),
    ...pieces(reply.text ?? '').map((content) => delta({ content })),
    ...calls.flatMap(({ index, id, type, function: called }) => [
      delta({ tool_calls: [{ index, id, type, function: { name: called.name, arguments: '' } }] }),
      ...pieces(called.arguments).map((text) => delta({ tool_calls: [{ index, function: { arguments: text } }] })),
    ]),
  ];
  if (reply.errorInStream !== undefined) {
    parts.push(`data: ${JSON.stringify({ error: { message: reply.errorInStream, code: 500 } })}\n\n`);
  } else if (!reply.omitEnd) {
    parts.push(delta({}, finish));
    if (counted && asRecord(request.body['stream_options'])['include_usage'] === true)
      parts.push(event({ choices: [], usage: counted }));
    parts.push('data: [DONE]\n\n');
  }
  return { contentType: 'text/event-stream', parts };
}
