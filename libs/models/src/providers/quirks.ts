import { SCHEMA_RUNGS, type SchemaRung } from '#contracts';
import type { Feature } from '../transport/trouble.js';

/** What an endpoint and model have refused so far; kept for the life of the process. */
export interface Quirks {
  readonly refused: ReadonlySet<Feature>;
  readonly schema: SchemaRung;
}

export const NO_QUIRKS: Quirks = { refused: new Set(), schema: 'schema' };

export interface Learnt {
  readonly quirks: Quirks;
  /** A sentence for the trace. */
  readonly note: string;
}

const NOTES: Readonly<Record<Feature, string>> = {
  think: 'the model does not take the switch for thinking; it is left out',
  tools: 'the server takes no tools for this model; they are described in the prompt',
  schema: 'the server refused the form of the JSON schema',
  stream_options: 'the server does not take stream_options; tokens are estimated',
  system_role: 'the model takes no system message; it rides at the head of the first user message',
  tool_role: 'the model takes no tool messages; results are sent as user messages',
  user_after_tool: 'roles must alternate; a message after a tool result is appended to it',
  max_tokens: 'the server wants max_completion_tokens instead of max_tokens',
  temperature: 'the model takes no temperature; it is left out',
  seed: 'the server takes no seed; it is left out',
  empty_content: 'the server takes no empty content; a blank is sent',
  stripped_reasoning: 'the server wants earlier reasoning back; it is sent',
};

/** What to leave out after a refusal; null when nothing is left to try. Pure. */
export function learn(quirks: Quirks, feature: Feature): Learnt | null {
  if (feature === 'schema') {
    const next = SCHEMA_RUNGS[SCHEMA_RUNGS.indexOf(quirks.schema) + 1];
    if (next === undefined) return null;
    return { quirks: { ...quirks, schema: next }, note: `${NOTES.schema}; going down to "${next}"` };
  }
  // "Only user and assistant roles" speaks of both; the system message is given up first.
  if (feature === 'system_role' && quirks.refused.has(feature)) return learn(quirks, 'tool_role');
  if (quirks.refused.has(feature)) return null;
  return { quirks: { ...quirks, refused: new Set([...quirks.refused, feature]) }, note: NOTES[feature] };
}
