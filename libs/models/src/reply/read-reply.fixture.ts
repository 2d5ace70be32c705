import type { ToolSchema } from '#domain';
import type { RawAnswer } from './raw-answer.js';
import { readReply, type Draft } from './read-reply.js';

export const tool = (
  name: string,
  properties: Record<string, string>,
  required: string[] = Object.keys(properties),
): ToolSchema => ({
  name,
  description: name,
  parameters: {
    type: 'object',
    properties: Object.fromEntries(Object.entries(properties).map(([key, type]) => [key, { type }])),
    required,
  },
});
export const TOOLS = [
  tool('read_file', { path: 'string' }),
  tool('write_file', { path: 'string', content: 'string' }),
  tool('shell_execute', { command: 'string', timeout_seconds: 'integer' }, ['command']),
  tool('list_directory', { path: 'string' }, []),
];
export const read = (raw: Partial<RawAnswer>, maxTokens = 4096): Draft =>
  readReply(
    { text: '', thinking: '', calls: [], finish: 'stop', usage: null, notes: [], ...raw },
    { tools: TOOLS, maxTokens },
    () => 'abcdefghi',
  );
export const native = (args: unknown, name = 'read_file'): Draft => read({ calls: [{ name, arguments: args }] });
export const ran = (draft: Draft): [string, unknown][] => draft.toolCalls.map((call) => [call.name, call.arguments]);
