import type { ChatMessage } from '#domain';
import { normaliseHistory } from './history.js';
import type { WireRequest } from './provider.js';
import { addToEnd, addToSystem, describeSchema, describeTools } from './text-tools.js';

/** The conversation as this endpoint takes it, with what it does not take as a parameter told in words. */
export function wireMessages(request: WireRequest): ChatMessage[] {
  const { refused, schema } = request.quirks;
  const toolsInWords = refused.has('tools') || refused.has('tool_role');
  let messages: readonly ChatMessage[] = request.messages;
  if (toolsInWords && request.tools.length > 0) messages = addToSystem(messages, describeTools(request.tools));
  if (request.jsonSchema && (schema === 'json' || schema === 'none'))
    messages = addToEnd(messages, describeSchema(request.jsonSchema));
  return normaliseHistory(messages, {
    systemAsUser: refused.has('system_role'),
    toolsAsText: toolsInWords,
    foldUserIntoTool: refused.has('user_after_tool'),
  });
}

/** Whether tools go as a parameter of the request. */
export const sendsTools = ({ tools, quirks }: WireRequest): boolean =>
  tools.length > 0 && !quirks.refused.has('tools') && !quirks.refused.has('tool_role');

/** Index of the first message of the present chain of calls: reasoning before it is of no use any more. */
export function chainStart(messages: readonly ChatMessage[]): number {
  return messages.findLastIndex((message) => message.role === 'user');
}
