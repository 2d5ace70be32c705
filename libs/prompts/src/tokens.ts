import type { ChatMessage, ToolSchema } from '#domain';

export interface Budget {
  /** Tokens the prompt may take, tool schemas included. */
  readonly maxTokens: number;
  readonly tokensPerChar: number;
}

/** Tokens a chat template puts round each message. */
const PER_MESSAGE = 6;

export function tokensOf(
  messages: readonly ChatMessage[],
  tools: readonly ToolSchema[],
  tokensPerChar: number,
): number {
  let chars = tools.length === 0 ? 0 : JSON.stringify(tools).length;
  for (const message of messages) chars += charsOf(message);
  return Math.ceil(chars * tokensPerChar) + PER_MESSAGE * messages.length;
}

export function charsOf(message: ChatMessage): number {
  if (message.role !== 'assistant') return message.content.length;
  const calls = message.toolCalls.length === 0 ? 0 : JSON.stringify(message.toolCalls).length;
  return message.content.length + (message.thinking?.length ?? 0) + calls;
}
