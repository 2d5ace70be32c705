import type { AttemptEntry } from '#contracts';
import type { AssistantMessage, ChatMessage } from '#domain';

/** Neither words nor calls. */
export const isBlank = (message: AssistantMessage): boolean =>
  message.content.trim() === '' && message.toolCalls.length === 0;

/**
 * The conversation as an earlier owner left it. Messages that begin with a system message are a new opening and replace
 * all before; blank replies are no part of it.
 */
export function rebuild(entries: readonly AttemptEntry[], before: readonly ChatMessage[] = []): ChatMessage[] {
  let messages = [...before];
  for (const entry of entries) {
    switch (entry.kind) {
      case 'messages':
        if (entry.messages[0]?.role === 'system') messages = [...entry.messages];
        else messages.push(...entry.messages);
        break;
      case 'reply':
        if (!isBlank(entry.message)) messages.push(entry.message);
        break;
      case 'result':
        messages.push(entry.message);
        break;
      case 'call':
      case 'approval':
      case 'checks':
      case 'note':
        break;
    }
  }
  return messages;
}
