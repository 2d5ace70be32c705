import { Ollama, type ChatRequest, type ChatResponse, type Message } from 'ollama';
import type { ChatMessage } from '#domain';
import { callParts, callsOf, endOf } from '../reply/call-parts.js';
import type { RawAnswer, RawCall } from '../reply/raw-answer.js';
import { isObject } from '../reply/read-arguments.js';
import { Exchange, type Clocks } from '../transport/exchange.js';
import { TryFailed } from '../transport/trouble.js';
import {
  Provider,
  fingerprintOf,
  sameModel,
  thinkSent,
  type Inspection,
  type OnPiece,
  type ProviderSettings,
  type WireRequest,
} from './provider.js';
import { simpleSchema } from './simple-schema.js';
import { chainStart, sendsTools, wireMessages } from './wire-messages.js';

/** Fields the server knows and the client's types do not. */
interface FullChatRequest extends ChatRequest {
  stream: true;
  truncate: boolean;
  shift: boolean;
}

/** Long enough that roles taking turns find their model loaded, short enough to give the memory back after work. */
const KEEP_ALIVE = '30m';

/** Ollama's own protocol, `/api/chat`. */
export class OllamaProvider extends Provider {
  constructor(private readonly settings: ProviderSettings) {
    super();
  }

  openExchange(signal: AbortSignal, clocks: Clocks): Exchange {
    return new Exchange(this.settings.dispatcher, signal, clocks, 'ndjson');
  }

  async ask(request: WireRequest, exchange: Exchange, onPiece: OnPiece): Promise<RawAnswer> {
    const answer = new OllamaAnswer(onPiece);
    try {
      const stream = await this.client(exchange).chat(this.body(request));
      for await (const line of stream) answer.take(line);
    } catch (error) {
      if (!answer.isComplete) throw exchange.explain(error);
    }
    return answer.whole();
  }

  async inspect(signal: AbortSignal, timeoutMs: number): Promise<Inspection> {
    const startedAt = performance.now();
    const clocks: Clocks = { firstByteMs: timeoutMs, idleMs: timeoutMs, totalMs: timeoutMs };
    const get = async <T>(call: (client: Ollama) => Promise<T>): Promise<T> => {
      const exchange = new Exchange(this.settings.dispatcher, signal, clocks, 'json');
      try {
        return await call(this.client(exchange));
      } catch (error) {
        throw exchange.explain(error);
      } finally {
        await exchange.close();
      }
    };
    const optional = <T>(call: (client: Ollama) => Promise<T>): Promise<T | null> =>
      get(call).catch((error: unknown) => {
        if (error instanceof TryFailed && error.trouble.kind !== 'unreachable') return null;
        throw error;
      });
    const list = await get((client) => client.list());
    const latencyMs = performance.now() - startedAt;
    const { model } = this.settings;
    const [loaded, shown, version] = await Promise.all([
      optional((client) => client.ps()),
      optional((client) => client.show({ model })),
      optional((client) => client.version()),
    ]);
    const running = named(loaded, model);
    const digest = textOf(named(list, model)?.['digest']);
    return {
      models: entriesOf(list).map((entry) => textOf(entry['name'] ?? entry['model'])),
      loaded: loaded === null ? null : running !== null,
      othersLoaded: entriesOf(loaded).some((entry) => entry !== running),
      allocated: countOf(running?.['context_length']),
      trained: trainedContext(shown),
      preferred: isObject(shown) ? preferredContext(textOf(shown['parameters'])) : null,
      slots: null,
      fingerprint: digest === '' || version === null ? '' : fingerprintOf('Ollama', digest, version),
      latencyMs,
      server: `Ollama ${isObject(version) ? textOf(version['version']) : ''}`.trim(),
    };
  }

  private client(exchange: Exchange): Ollama {
    const { baseUrl, authorization } = this.settings;
    return new Ollama({
      host: baseUrl,
      fetch: exchange.fetch,
      ...(authorization === null ? {} : { headers: { Authorization: authorization } }),
    });
  }

  private body(request: WireRequest): FullChatRequest {
    const { manner, jsonSchema } = request;
    const think = thinkSent(request);
    const messages = wireMessages(request);
    const start = chainStart(messages);
    const format =
      jsonSchema === null || manner.schema === 'none'
        ? null
        : manner.schema === 'json'
          ? 'json'
          : manner.schema === 'simple_schema'
            ? simpleSchema(jsonSchema)
            : jsonSchema;
    return {
      model: this.settings.model,
      messages: messages.map((message, index) => toOllama(message, index > start)),
      stream: true,
      keep_alive: KEEP_ALIVE,
      // Without these an overlong prompt loses its beginning and the answer is given all the same.
      truncate: false,
      shift: false,
      ...(sendsTools(request) ? { tools: request.tools.map((tool) => ({ type: 'function', function: tool })) } : {}),
      ...(format === null ? {} : { format }),
      ...(think === null ? {} : { think }),
      options: {
        num_ctx: request.contextWindow,
        num_predict: request.maxTokens,
        temperature: request.temperature,
        ...(request.seed === null || manner.refused.has('seed') ? {} : { seed: request.seed }),
      },
    };
  }
}

function toOllama(message: ChatMessage, inChain: boolean): Message {
  switch (message.role) {
    case 'system':
    case 'user':
      return { role: message.role, content: message.content };
    case 'assistant':
      return {
        role: 'assistant',
        content: message.content,
        ...(inChain && message.thinking ? { thinking: message.thinking } : {}),
        ...(message.toolCalls.length === 0
          ? {}
          : {
              tool_calls: message.toolCalls.map(({ id, name, arguments: args }, index) => ({
                id,
                function: { index, name, arguments: args },
              })),
            }),
      };
    case 'tool':
      return {
        role: 'tool',
        content: message.content,
        tool_name: message.toolName,
        tool_call_id: message.toolCallId,
      } as Message;
  }
}

/** Puts the lines together. A line is whatever the server wrote: every field is looked at before it is used. */
class OllamaAnswer {
  private text = '';
  private thinking = '';
  private readonly calls: RawCall[] = [];
  private readonly seen = new Set<string>();
  private last: Readonly<Record<string, unknown>> | null = null;

  constructor(private readonly onPiece: OnPiece) {}

  get isComplete(): boolean {
    return this.last !== null;
  }

  take(received: ChatResponse): void {
    const line: unknown = received;
    // What a server writes behind its own end marker is no part of the answer.
    if (!isObject(line) || this.last !== null) return;
    const message = isObject(line['message']) ? line['message'] : {};
    const thinking = textOf(message['thinking']);
    const content = textOf(message['content']);
    if (thinking !== '') this.onPiece('thinking', thinking);
    if (content !== '') this.onPiece('text', content);
    this.thinking += thinking;
    this.text += content;
    const isLast = line['done'] === true || typeof line['done_reason'] === 'string';
    // Calls come on any line, the last one included; some servers say all of them once more there.
    const calls = callsOf(message);
    if (!(isLast && this.saysAgain(calls))) for (const call of calls) this.takeCall(call);
    if (isLast) this.last = line;
  }

  whole(): RawAnswer {
    const end = this.last;
    if (end === null)
      throw new TryFailed({ kind: 'interrupted', because: 'the answer ended without its end marker ("done")' });
    const reason = end['done_reason'];
    if (reason === 'load' || reason === 'unload')
      throw new TryFailed({ kind: 'interrupted', because: `the server only reported "${reason}"` });
    const finish = endOf(textOf(reason));
    if (finish === 'failed')
      throw new TryFailed({ kind: 'interrupted', because: `the server ended the answer with "${textOf(reason)}"` });
    const prompt = countOf(end['prompt_eval_count']);
    return {
      text: this.text,
      thinking: this.thinking,
      calls: this.calls,
      finish,
      // Counts that are zero are left out of the line.
      usage: prompt === null ? null : { promptTokens: prompt, completionTokens: countOf(end['eval_count']) ?? 0 },
      notes: [],
    };
  }

  private saysAgain(calls: readonly unknown[]): boolean {
    const again = calls.map(callParts).map((parts) => parts && { name: parts.name, arguments: parts.arguments });
    return again.length > 0 && JSON.stringify(again) === JSON.stringify(this.calls);
  }

  private takeCall(call: unknown): void {
    const parts = callParts(call);
    if (parts === null) return;
    const { id, name, arguments: args } = parts;
    const key = JSON.stringify([id, name, args]);
    if (id !== '' && this.seen.has(key)) return;
    this.seen.add(key);
    this.calls.push({ name, arguments: args });
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const countOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : null;

function entriesOf(list: unknown): Readonly<Record<string, unknown>>[] {
  const models = isObject(list) ? list['models'] : null;
  return Array.isArray(models) ? models.filter(isObject) : [];
}

function named(list: unknown, model: string): Readonly<Record<string, unknown>> | null {
  return entriesOf(list).find((entry) => sameModel(textOf(entry['name'] ?? entry['model']), model)) ?? null;
}

function trainedContext(shown: unknown): number | null {
  const info = isObject(shown) && isObject(shown['model_info']) ? shown['model_info'] : {};
  const key = Object.keys(info).find((name) => name.endsWith('.context_length'));
  return key === undefined ? null : countOf(info[key]);
}

/** `num_ctx` as the model's Modelfile sets it. */
function preferredContext(parameters: string): number | null {
  return countOf(Number(/^[ \t]*num_ctx[ \t]+(\d+)[ \t\r]*$/m.exec(parameters)?.[1] ?? 0));
}
