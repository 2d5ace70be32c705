import type { ModelConfig } from '#config';
import { SCHEMA_RUNGS, type ModelAbilities, type ModelProfile, type SchemaRung, type ThinkingKind } from '#contracts';
import type { Feature } from '../transport/trouble.js';

/** How a model is asked: what is known of it, with what its user says of it put over that. */
export interface Manner {
  readonly toolsInWords: boolean;
  readonly schema: SchemaRung;
  /** Null where nobody knows: then the switch is sent, and its refusal is learnt from. */
  readonly thinking: ThinkingKind | null;
  /** Whether the model is told to make one call at a time. */
  readonly oneCall: boolean;
  readonly systemAsUser: boolean;
  readonly refused: ReadonlySet<string>;
}

/** What a user may say of a model in loom.toml. */
export type Overrides = Pick<
  ModelConfig,
  'tools' | 'structuredOutput' | 'parallelCalls' | 'thinkingSwitch' | 'systemRole' | 'toolRole'
>;

type Known = Pick<ModelProfile, keyof ModelAbilities | 'refused'>;

/** The user's word goes before what was seen; only what a server refuses outright goes before both. Pure. */
export function mannerOf(known: Known | null, said: Overrides): Manner {
  const refused = new Set(known?.refused ?? []);
  const able = ableWith(known, said);
  return {
    toolsInWords:
      refused.has('tools') ||
      refused.has('tool_role') ||
      (able.tools ?? 'native') !== 'native' ||
      able.toolRole === false,
    schema: lower(able.schema ?? 'schema', refused.has('schema') ? (known?.schema ?? 'schema') : 'schema'),
    thinking: refused.has('think') && able.thinking === 'switch' ? 'always' : able.thinking,
    oneCall: said.parallelCalls === false || refused.has('parallel_calls'),
    systemAsUser: refused.has('system_role') || able.systemRole === false,
    refused,
  };
}

/** What is known with the user's word over it. */
export function ableWith(known: Pick<ModelProfile, keyof ModelAbilities> | null, said: Overrides): Overridable {
  return {
    tools: said.tools ?? known?.tools ?? null,
    schema: said.structuredOutput ?? known?.schema ?? null,
    parallelCalls: said.parallelCalls ?? known?.parallelCalls ?? null,
    thinking: thinkingWith(known?.thinking ?? null, said.thinkingSwitch),
    systemRole: said.systemRole ?? known?.systemRole ?? null,
    toolRole: said.toolRole ?? known?.toolRole ?? null,
  };
}
function thinkingWith(known: ThinkingKind | null, heeds: boolean | undefined): ThinkingKind | null {
  if (heeds === undefined) return known;
  if (heeds) return 'switch';
  return known === 'none' ? 'none' : 'always';
}

export type Overridable = Pick<
  ModelAbilities,
  'tools' | 'schema' | 'parallelCalls' | 'thinking' | 'systemRole' | 'toolRole'
>;

const lower = (a: SchemaRung, b: SchemaRung): SchemaRung =>
  SCHEMA_RUNGS.indexOf(a) >= SCHEMA_RUNGS.indexOf(b) ? a : b;

export interface Lesson {
  readonly shown: Partial<ModelAbilities>;
  readonly refused: Feature;
  /** A sentence for the trace. */
  readonly note: string;
}

const NOTES: Readonly<Record<Feature, string>> = {
  think: 'the model does not take the switch for thinking; it is left out',
  tools: 'the server takes no tools for this model; they are described in the prompt',
  schema: 'the server refused the form of the JSON schema',
  parallel_calls: 'the model takes one call at a time; each stands in a message of its own',
  parallel_tool_calls: 'the server takes no word on parallel calls; it is left out',
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

/**
 * What to do differently after a refusal; null when nothing is left to try. `thinks`: it has been seen to reason. Pure.
 */
export function lessonOf(feature: Feature, manner: Manner, thinks: boolean): Lesson | null {
  const lesson = (shown: Partial<ModelAbilities>): Lesson => ({ shown, refused: feature, note: NOTES[feature] });
  switch (feature) {
    case 'schema': {
      const next = SCHEMA_RUNGS[SCHEMA_RUNGS.indexOf(manner.schema) + 1];
      if (next === undefined) return null;
      return { shown: { schema: next }, refused: feature, note: `${NOTES.schema}; going down to "${next}"` };
    }
    case 'think':
      return manner.refused.has(feature) ? null : lesson({ thinking: thinks ? 'always' : 'none' });
    case 'tools':
      return manner.toolsInWords ? null : lesson({ tools: 'text' });
    case 'parallel_calls':
      return manner.refused.has(feature) ? null : lesson({ parallelCalls: false });
    case 'system_role':
      // "Only user and assistant roles" speaks of both; the system message is given up first.
      return manner.systemAsUser ? lessonOf('tool_role', manner, thinks) : lesson({ systemRole: false });
    case 'tool_role':
      return manner.toolsInWords ? null : lesson({ toolRole: false });
    case 'user_after_tool':
      // Whose template knows nothing but the two roles says the same of a tool's.
      return manner.refused.has(feature) ? lessonOf('tool_role', manner, thinks) : lesson({});
    default:
      return manner.refused.has(feature) ? null : lesson({});
  }
}
