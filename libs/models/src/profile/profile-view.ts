import type { Ability, ModelProfile, ModelProfileView } from '#contracts';
import { ableWith, type Overrides } from './manner.js';

/** Names of fields as the wire has them. */
const FIELDS: Readonly<Record<Ability, string>> = {
  tools: 'tools',
  schema: 'schema',
  parallelCalls: 'parallel_calls',
  thinking: 'thinking',
  systemRole: 'system_role',
  toolRole: 'tool_role',
  usage: 'usage_counts',
  tokensPerSecond: 'tokens_per_second',
  contextWindow: 'context_window',
};
const OVERRIDES: Readonly<Record<keyof Overrides, Ability>> = {
  tools: 'tools',
  structuredOutput: 'schema',
  parallelCalls: 'parallelCalls',
  thinkingSwitch: 'thinking',
  systemRole: 'systemRole',
  toolRole: 'toolRole',
};

/** A profile as the wire has it, with the user's word over what was found out. */
export function profileView(profile: ModelProfile | null, said: Overrides): ModelProfileView | null {
  const overridden = (Object.keys(OVERRIDES) as (keyof Overrides)[]).filter((key) => said[key] !== undefined);
  if (profile === null && overridden.length === 0) return null;
  const able = ableWith(profile, said);
  return {
    tools: able.tools,
    schema: able.schema,
    parallel_calls: able.parallelCalls,
    thinking: able.thinking,
    system_role: able.systemRole,
    tool_role: able.toolRole,
    usage_counts: profile?.usage ?? null,
    tokens_per_second: profile?.tokensPerSecond ?? null,
    refused: [...(profile?.refused ?? [])],
    overridden: overridden.map((key) => FIELDS[OVERRIDES[key]]),
    not_known: (profile?.unknown ?? []).map(({ ability, because }) => ({ what: FIELDS[ability], because })),
    probed_at: profile?.probedAt ?? null,
    probe_wanted: (profile?.wantedAt ?? null) !== null,
  };
}
