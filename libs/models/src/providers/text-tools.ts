import type { ChatMessage, JsonSchema, ToolSchema } from '#domain';

/** Tools told in words, for a server that takes none: the form is the one `salvageCalls` reads. */
export function describeTools(tools: readonly ToolSchema[]): string {
  const list = tools.map(({ name, description, parameters }) => JSON.stringify({ name, description, parameters }));
  return [
    'You can call these tools, one JSON object a line:',
    ...list,
    'To call one, write exactly this and nothing after it:',
    '<tool_call>',
    '{"name": "<tool name>", "arguments": {<arguments>}}',
    '</tool_call>',
    'The result comes in the next message. Never write a result yourself.',
  ].join('\n');
}

export const describeSchema = (schema: JsonSchema): string =>
  `Answer with JSON only, no prose and no code fence, matching this JSON Schema:\n${JSON.stringify(schema)}`;

/** Adds a text to the system message, which is made where there is none. */
export function addToSystem(messages: readonly ChatMessage[], text: string): ChatMessage[] {
  const [first, ...rest] = messages;
  return first?.role === 'system'
    ? [{ role: 'system', content: `${first.content}\n\n${text}` }, ...rest]
    : [{ role: 'system', content: text }, ...messages];
}

/** Adds a text at the very end of the conversation, where small models heed it most. */
export function addToEnd(messages: readonly ChatMessage[], text: string): ChatMessage[] {
  return [...messages, { role: 'user', content: text }];
}
