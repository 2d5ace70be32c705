import type { SeenRequest } from '#testing';

/** What servers refuse in a conversation, whatever came before: checked on every request of every run. */
export function historyFaults(requests: readonly SeenRequest[]): string[] {
  return [...new Set(requests.flatMap((request) => faultsOf(request)))];
}

function faultsOf({ messages, body }: SeenRequest): string[] {
  const faults: string[] = [];
  if (messages.some((message, index) => message.role === 'system' && index > 0))
    faults.push('a system message is not at the beginning');
  if (messages.at(-1)?.role === 'assistant') faults.push('a conversation ends with the assistant');
  if (/[\ud800-\udfff]/.test(JSON.stringify(body).replace(/[\ud800-\udbff][\udc00-\udfff]/g, '')))
    faults.push('a request holds a lone surrogate');
  let open: string[] = [];
  for (const message of messages) {
    if (message.role === 'tool') {
      const id = message.toolCallId ?? '';
      if (!open.includes(id)) faults.push(`a tool result belongs to no call (${id})`);
      open = open.filter((other) => other !== id);
      continue;
    }
    if (open.length > 0) faults.push(`a call has no result (${open.join(', ')})`);
    open = [];
    if (message.role !== 'assistant') continue;
    const ids = message.toolCalls.map((call) => call.id);
    if (ids.some((id) => id === '') || new Set(ids).size < ids.length) faults.push('call ids are empty or repeated');
    for (const call of message.toolCalls) {
      if (typeof call.arguments !== 'object' || call.arguments === null) faults.push('arguments are no JSON object');
    }
    open = ids;
  }
  return faults;
}
