import type { ChatMessage } from '#domain';
import { normaliseHistory } from './history.js';
import type { WireRequest } from './provider.js';
import { addToEnd, addToSystem, describeSchema, describeTools } from './text-tools.js';

const ONE_CALL = 'Make one tool call at a time, and wait for its result.';

/** The conversation as this endpoint takes it, with what it does not take as a parameter told in words. */
export function wireMessages(request: WireRequest): ChatMessage[] {
  const { manner, tools, jsonSchema } = request;
  let messages: readonly ChatMessage[] = request.messages;
  if (tools.length > 0 && manner.toolsInWords) messages = addToSystem(messages, describeTools(tools));
  if (tools.length > 0 && manner.oneCall) messages = addToSystem(messages, ONE_CALL);
  if (jsonSchema && (manner.schema === 'json' || manner.schema === 'none'))
    messages = addToEnd(messages, describeSchema(jsonSchema));
  return normaliseHistory(messages, {
    systemAsUser: manner.systemAsUser,
    toolsAsText: manner.toolsInWords,
    foldUserIntoTool: manner.refused.has('user_after_tool'),
    oneCall: manner.oneCall,
  });
}

/** Whether tools go as a parameter of the request. */
export const sendsTools = ({ tools, manner }: WireRequest): boolean => tools.length > 0 && !manner.toolsInWords;

/** Index of the first message of the present chain of calls: reasoning before it is of no use any more. */
export function chainStart(messages: readonly ChatMessage[]): number {
  return messages.findLastIndex((message) => message.role === 'user');
}
