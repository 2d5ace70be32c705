import { PROBE_MARK } from '#contracts';
import type { JsonSchema } from '#domain';
import type { Script, ScriptedAnswer, ScriptedReply, SeenRequest } from './scripted-reply.js';

/** What a played model and its server do with the questions of a probe; absent = as the best ones do. */
export interface PlayedAbilities {
  /** `written`: as text, although tools were sent. `words_only`: only where they are told in words. */
  readonly tools?: 'native' | 'one' | 'glued' | 'written' | 'words_only' | 'refused' | 'never';
  readonly schema?: 'obeyed' | 'ignored' | 'json_only' | 'refused';
  /** `unswitchable`: reasons, and the server refuses the switch. */
  readonly thinking?: 'none' | 'switch' | 'always' | 'unswitchable';
  readonly system?: 'heard' | 'dropped' | 'refused';
  /** `one_call`: a history of several calls in one turn is refused. */
  readonly results?: 'heard' | 'dropped' | 'refused' | 'one_call';
  readonly usage?: boolean;
}

export const isProbe = ({ messages }: Pick<SeenRequest, 'messages'>): boolean =>
  messages.some(({ content }) => content.includes(PROBE_MARK));

/** A model that answers the questions of a probe, and "ok" to everything else. */
export const ableModel =
  (of: PlayedAbilities = {}): Script =>
  (request) => {
    const refused = refusalOf(of, request);
    if (refused !== null) return refused;
    const usage = of.usage === false ? { usage: null } : {};
    return { ...usage, ...thoughtOf(of, request), ...saidBy(of, request) };
  };

const refusal = (status: number, error: string): ScriptedAnswer => ({ status, errorBody: { error } });

function refusalOf(of: PlayedAbilities, request: SeenRequest): ScriptedAnswer | null {
  const { messages, model, tools } = request;
  const has = (role: string): boolean => messages.some((message) => message.role === role);
  const think = switchOf(request);
  if (of.thinking === 'unswitchable' && think !== null) return refusal(400, 'unknown field: enable_thinking');
  if ((of.thinking ?? 'none') === 'none' && think === true && request.protocol === 'ollama')
    return refusal(400, `"${model}" does not support thinking`);
  if (of.tools === 'refused' && tools.length > 0) return refusal(400, `${model} does not support tools`);
  if (of.system === 'refused' && has('system')) return refusal(400, 'System role not supported');
  if (of.results === 'refused' && has('tool')) return refusal(400, 'Unexpected role: tool');
  if (of.results === 'one_call' && messages.some(({ toolCalls }) => toolCalls.length > 1))
    return refusal(500, 'This model only supports single tool-calls at once!');
  if (of.schema === 'refused' && formOf(request) !== null) return refusal(400, "'response_format.type' must be 'text'");
  return null;
}

/** The switch for thinking as it came; null where none did. */
function switchOf({ protocol, body }: SeenRequest): boolean | null {
  const sent =
    protocol === 'ollama'
      ? body['think']
      : (body['chat_template_kwargs'] as { enable_thinking?: unknown } | undefined)?.enable_thinking;
  return typeof sent === 'boolean' ? sent : null;
}

function thoughtOf(of: PlayedAbilities, request: SeenRequest): Pick<ScriptedReply, 'thinking'> {
  const always = of.thinking === 'always' || of.thinking === 'unswitchable';
  const thinks = always || (of.thinking === 'switch' && switchOf(request) !== false);
  return thinks ? { thinking: 'Let me see what is asked of me.' } : {};
}

/** The form that was asked for: a schema, any JSON, or none. */
function formOf({ body, jsonSchema }: SeenRequest): JsonSchema | 'json' | null {
  if (jsonSchema !== null) return jsonSchema;
  const form = body['format'] ?? (body['response_format'] as { type?: unknown } | undefined)?.type;
  return form === 'json' || form === 'json_object' ? 'json' : null;
}

function saidBy(of: PlayedAbilities, request: SeenRequest): ScriptedReply {
  const heard = request.messages.filter(({ role }) => role !== 'system' || of.system !== 'dropped');
  const text = heard.map(({ content }) => content).join('\n');
  const form = formOf(request);
  if (form !== null && of.schema !== 'ignored')
    return {
      text: JSON.stringify(form === 'json' || of.schema === 'json_only' ? { hello: 'there' } : instanceOf(form)),
    };
  const results = heard.filter(({ role, content }) => role === 'tool' || content.includes('<tool_response'));
  if (results.length > 0) {
    const numbers = results.flatMap(({ content }) => content.match(/\d{4}/g) ?? []);
    return { text: of.results === 'dropped' ? 'I do not know.' : numbers.join(' and ') };
  }
  if (text.includes('call the tool')) return callsBy(of, request);
  const word = /code word is "(\w+)"/.exec(text)?.[1];
  if (text.includes('code word')) return { text: word ?? 'I was told none.' };
  if (text.includes('1 to 40')) return { text: Array.from({ length: 40 }, (_, n) => n + 1).join(', ') };
  return { text: text.includes(PROBE_MARK) ? 'Hello there!' : 'ok' };
}

function callsBy(of: PlayedAbilities, request: SeenRequest): ScriptedReply {
  const { tools = 'native' } = of;
  const [tool] = request.tools;
  const name = tool?.name ?? /"name":"(\w+)"/.exec(request.messages.map((m) => m.content).join('\n'))?.[1] ?? '';
  const args = [{ city: 'Paris' }, { city: 'Rome' }].slice(0, tools === 'one' ? 1 : 2);
  const prose = { text: 'I would call the tool for Paris and then for Rome.' };
  if (tools === 'never' || (tools === 'words_only' && tool !== undefined)) return prose;
  if (tool === undefined || tools === 'written') {
    const written = args.map((one) => `<tool_call>\n${JSON.stringify({ name, arguments: one })}\n</tool_call>`);
    return { text: written.join('\n') };
  }
  if (tools === 'glued') return { toolCalls: [{ name, arguments: args.map((one) => JSON.stringify(one)).join('') }] };
  return { toolCalls: args.map((one) => ({ name, arguments: one })) };
}

/** The smallest value that a plain schema allows. */
function instanceOf(schema: JsonSchema): unknown {
  const { enum: allowed, type, properties, items, minimum } = schema;
  if (Array.isArray(allowed)) return (allowed as readonly unknown[])[0];
  if (type === 'array') return [instanceOf((items ?? {}) as JsonSchema)];
  if (type === 'integer') return minimum ?? 0;
  if (type !== 'object') return 'x';
  const fields = Object.entries((properties ?? {}) as Record<string, JsonSchema>);
  return Object.fromEntries(fields.map(([name, field]) => [name, instanceOf(field)]));
}
