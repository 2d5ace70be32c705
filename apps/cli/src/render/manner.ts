import type { ModelProfileView } from '../api/views.js';

/* What a model can do, in words. */

/** How it is asked; what nobody knows is left out. */
export function mannerOf(profile: ModelProfileView | null): string {
  if (profile === null) return 'not probed';
  const { tools, schema, parallel_calls: parallel, thinking, tokens_per_second: speed } = profile;
  const words = [
    ...(tools === null ? [] : [TOOLS[tools]]),
    ...(parallel === null ? [] : [parallel ? 'parallel calls' : 'one call a turn']),
    ...(schema === null ? [] : [SCHEMA[schema]]),
    ...(thinking === null ? [] : [THINKING[thinking]]),
    ...(profile.system_role === false ? ['no system message'] : []),
    ...(profile.tool_role === false ? ['results as user text'] : []),
    ...(profile.usage_counts === false ? ['does not count tokens'] : []),
    ...(speed === null ? [] : [`${Math.round(speed)} tokens/s`]),
    ...(profile.overridden.length === 0 ? [] : [`by loom.toml: ${profile.overridden.map(spaced).join(', ')}`]),
    ...(profile.probed_at === null ? ['not probed'] : []),
  ];
  return words.join(', ');
}

const TOOLS = { native: 'tools', text: 'tools as text', none: 'calls no tools' } as const;
const SCHEMA = {
  schema: 'obeys schemas',
  simple_schema: 'obeys simple schemas',
  json: 'JSON, schema in the prompt',
  none: 'schema in the prompt',
} as const;
const THINKING = { none: 'does not think', switch: 'thinks, can stop', always: 'always thinks' } as const;

/** What the last probe left open, and why. */
export const openIn = (profile: ModelProfileView | null): string =>
  (profile?.not_known ?? []).map(({ what, because }) => `${spaced(what)} (${because})`).join(', ');

const spaced = (name: string): string => name.replaceAll('_', ' ');
