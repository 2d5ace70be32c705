import type {
  ChatCompletionCreateParamsStreaming,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions';
import type { ChatMessage, JsonSchema } from '#domain';
import type { RawAnswer } from '../reply/raw-answer.js';
import { Exchange, type Clocks } from '../transport/exchange.js';
import { inspectOpenAi } from './openai-inspection.js';
import { OpenAiAnswer } from './openai-answer.js';
import {
  Provider,
  thinkSent,
  type Inspection,
  type OnPiece,
  type ProviderSettings,
  type WireRequest,
} from './provider.js';
import { simpleSchema } from './simple-schema.js';
import { chainStart, sendsTools, wireMessages } from './wire-messages.js';

/** Ask for a field the client's types do not know. */
type FullParams = ChatCompletionCreateParamsStreaming & { chat_template_kwargs?: { enable_thinking: boolean } };

/** The protocol of OpenAI's chat completions, as LM Studio, vLLM, llama.cpp and the clouds speak it. */
export class OpenAiProvider extends Provider {
  constructor(private readonly settings: ProviderSettings) {
    super();
  }

  openExchange(signal: AbortSignal, clocks: Clocks): Exchange {
    return new Exchange(this.settings.dispatcher, signal, clocks, 'sse');
  }

  async ask(request: WireRequest, exchange: Exchange, onPiece: OnPiece): Promise<RawAnswer> {
    const { baseUrl, authorization } = this.settings;
    // The library adds what stands in the environment for OpenAI's own servers; only what is named here goes on the
    // wire.
    const headers = {
      accept: 'text/event-stream',
      'content-type': 'application/json',
      ...(authorization === null ? {} : { authorization }),
    };
    // A tenth of what a process loads before it serves: only where such a server is asked.
    const { OpenAI } = await import('openai');
    const client = new OpenAI({
      baseURL: `${baseUrl}/v1`,
      // It refuses to start without one.
      apiKey: 'none',
      organization: null,
      project: null,
      // Retries and clocks are the caller's.
      maxRetries: 0,
      timeout: 2 ** 31 - 1,
      logLevel: 'off',
      fetch: (url, init) => exchange.fetch(url, { ...init, headers }),
    });
    const answer = new OpenAiAnswer(onPiece);
    try {
      const stream = await client.chat.completions.create(this.body(request));
      for await (const chunk of stream) answer.take(chunk);
    } catch (error) {
      if (!answer.isComplete) throw exchange.explain(error);
    }
    // The library takes a broken body for the end of the answer when it was broken off by an abort.
    if (!answer.isComplete) exchange.throwIfBroken();
    return answer.whole(exchange.sawEndMarker);
  }

  inspect(signal: AbortSignal, timeoutMs: number): Promise<Inspection> {
    return inspectOpenAi(this.settings, signal, timeoutMs);
  }

  private body(request: WireRequest): FullParams {
    const { refused } = request.manner;
    const think = thinkSent(request);
    const messages = wireMessages(request);
    const start = chainStart(messages);
    const withReasoning = refused.has('stripped_reasoning');
    return {
      model: this.settings.model,
      messages: messages.map((message, index) =>
        toOpenAi(message, withReasoning && index > start, refused.has('empty_content')),
      ),
      stream: true,
      ...(refused.has('stream_options') ? {} : { stream_options: { include_usage: true } }),
      ...(refused.has('max_tokens') ? { max_completion_tokens: request.maxTokens } : { max_tokens: request.maxTokens }),
      ...(refused.has('temperature') ? {} : { temperature: request.temperature }),
      ...(request.seed === null || refused.has('seed') ? {} : { seed: request.seed }),
      ...(sendsTools(request)
        ? {
            tools: request.tools.map(({ name, description, parameters }) => ({
              type: 'function' as const,
              function: { name, description, parameters },
            })),
            ...(request.manner.oneCall && !refused.has('parallel_tool_calls') ? { parallel_tool_calls: false } : {}),
          }
        : {}),
      ...responseFormat(request),
      ...(think === null ? {} : { chat_template_kwargs: { enable_thinking: think } }),
    };
  }
}

function responseFormat({ jsonSchema, manner }: WireRequest): Pick<FullParams, 'response_format'> {
  if (jsonSchema === null || manner.schema === 'none') return {};
  if (manner.schema === 'json') return { response_format: { type: 'json_object' } };
  const schema: JsonSchema = manner.schema === 'simple_schema' ? simpleSchema(jsonSchema) : jsonSchema;
  return { response_format: { type: 'json_schema', json_schema: { name: 'answer', schema: { ...schema } } } };
}

function toOpenAi(message: ChatMessage, withReasoning: boolean, blankForEmpty: boolean): ChatCompletionMessageParam {
  const content = message.content === '' && blankForEmpty ? ' ' : message.content;
  switch (message.role) {
    case 'system':
    case 'user':
      return { role: message.role, content };
    case 'tool':
      return { role: 'tool', tool_call_id: message.toolCallId, content };
    case 'assistant': {
      const reasoning = withReasoning ? { reasoning_content: message.thinking ?? '' } : {};
      const calls = message.toolCalls.map(({ id, name, arguments: args }) => ({
        id,
        type: 'function' as const,
        function: { name, arguments: JSON.stringify(args) },
      }));
      return { role: 'assistant', content, ...(calls.length === 0 ? {} : { tool_calls: calls }), ...reasoning };
    }
  }
}
