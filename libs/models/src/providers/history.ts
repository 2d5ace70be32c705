import type { AssistantMessage, ChatMessage, ToolCall } from '#domain';
import { wellFormed } from '../reply/well-formed.js';

export interface HistoryRules {
  /** The system text rides at the head of the first user message. */
  readonly systemAsUser: boolean;
  /** Calls and results are written out as text. */
  readonly toolsAsText: boolean;
  /** A user message after tool results is appended to the last of them. */
  readonly foldUserIntoTool: boolean;
  /** Each call stands in a message of its own, its result behind it. */
  readonly oneCall: boolean;
}

export const PLAIN_RULES: HistoryRules = {
  systemAsUser: false,
  toolsAsText: false,
  foldUserIntoTool: false,
  oneCall: false,
};

const NO_RESULT = '{"success":false,"error":"no result of this call was recorded"}';

/**
 * The conversation in the one shape every server takes: one system message, first; then a user message; no two messages
 * of user or assistant in a row; every call answered by one tool message, in order, directly after it. Pure.
 */
export function normaliseHistory(messages: readonly ChatMessage[], rules: HistoryRules = PLAIN_RULES): ChatMessage[] {
  const clean = messages.map((message) => wellFormed(message));
  let head = 0;
  while (clean[head]?.role === 'system') head++;
  const system = clean
    .slice(0, head)
    .map(({ content }) => content)
    .join('\n\n');
  const body = pairResults(clean.slice(head));
  const calls = rules.oneCall ? body.flatMap(oneCallEach(body)) : body;
  const texts = rules.toolsAsText ? calls.map(asText) : calls;
  const turns = alternate(rules.foldUserIntoTool ? fold(texts) : texts);
  if (system === '') return turns;
  const [first, ...rest] = turns;
  if (rules.systemAsUser && first?.role === 'user')
    return [{ role: 'user', content: `${system}\n\n${first.content}` }, ...rest];
  return [{ role: rules.systemAsUser ? 'user' : 'system', content: system }, ...turns];
}

/** Puts each result behind its call; a call without one gets a stand-in, a result without a call becomes user text. */
function pairResults(messages: readonly ChatMessage[]): ChatMessage[] {
  const out: ChatMessage[] = [];
  const used = new Set<number>();
  messages.forEach((message, index) => {
    if (message.role === 'system') out.push({ role: 'user', content: message.content });
    else if (message.role === 'user') out.push(message);
    else if (message.role === 'assistant') {
      out.push(message);
      for (const call of message.toolCalls) out.push(resultOf(call, index, messages, used));
    } else if (!used.has(index)) {
      out.push({ role: 'user', content: `Result of ${message.toolName}:\n${message.content}` });
    }
  });
  return out;
}

function resultOf(call: ToolCall, after: number, messages: readonly ChatMessage[], used: Set<number>): ChatMessage {
  for (let at = after + 1; at < messages.length; at++) {
    const message = messages[at];
    if (message?.role !== 'tool' || message.toolCallId !== call.id || used.has(at)) continue;
    used.add(at);
    return message;
  }
  return { role: 'tool', toolCallId: call.id, toolName: call.name, content: NO_RESULT };
}

/** A turn of several calls as that many turns. Results stand behind their calls already. */
const oneCallEach =
  (all: readonly ChatMessage[]) =>
  (message: ChatMessage, at: number): ChatMessage[] => {
    if (message.role === 'tool') return [];
    if (message.role !== 'assistant') return [message];
    if (message.toolCalls.length === 0) return [message];
    return message.toolCalls.flatMap((call, n) => {
      const turn =
        n === 0 ? { ...message, toolCalls: [call] } : { role: 'assistant' as const, content: '', toolCalls: [call] };
      const result = all[at + 1 + n];
      return result === undefined ? [turn] : [turn, result];
    });
  };

function asText(message: ChatMessage): ChatMessage {
  if (message.role === 'tool')
    return {
      role: 'user',
      content: `<tool_response name="${message.toolName}">\n${message.content}\n</tool_response>`,
    };
  if (message.role !== 'assistant' || message.toolCalls.length === 0) return message;
  const calls = message.toolCalls.map(writeCall).join('\n');
  return { ...message, content: [message.content, calls].filter((part) => part !== '').join('\n'), toolCalls: [] };
}

export const writeCall = (call: Pick<ToolCall, 'name' | 'arguments'>): string =>
  `<tool_call>\n${JSON.stringify({ name: call.name, arguments: call.arguments })}\n</tool_call>`;

function fold(messages: readonly ChatMessage[]): ChatMessage[] {
  const out: ChatMessage[] = [];
  for (const message of messages) {
    const last = out.at(-1);
    if (message.role === 'user' && last?.role === 'tool')
      out[out.length - 1] = { ...last, content: `${last.content}\n\n${message.content}` };
    else out.push(message);
  }
  return out;
}

/** Merges neighbours of one role, and makes the first and the last message one a model can answer. */
function alternate(messages: readonly ChatMessage[]): ChatMessage[] {
  const out: ChatMessage[] = [];
  for (const message of messages) {
    const last = out.at(-1);
    if (message.role === 'user' && last?.role === 'user')
      out[out.length - 1] = { role: 'user', content: `${last.content}\n\n${message.content}` };
    else if (message.role === 'assistant' && last?.role === 'assistant') out[out.length - 1] = merge(last, message);
    else out.push(message);
  }
  if (out[0]?.role !== 'user') out.unshift({ role: 'user', content: 'The conversation so far:' });
  if (out.at(-1)?.role === 'assistant') out.push({ role: 'user', content: 'Go on.' });
  return out;
}

/** Two answers in a row; the first has no calls, for their results would stand between. */
function merge(first: AssistantMessage, second: AssistantMessage): AssistantMessage {
  const content = [first.content, second.content].filter((part) => part !== '').join('\n\n');
  return { ...second, content };
}
